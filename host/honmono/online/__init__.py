"""All that talks to the network, with requests, and only when a person runs `honmono update`."""
