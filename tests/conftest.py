"""Nothing is imported here, so that tests of the host run where no browser and none of its packages are.

Its being here puts this folder on the import path: ``browser`` and ``webmail`` are packages in it.
"""
