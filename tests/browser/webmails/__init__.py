"""What the tests of all webmails share: a reader, copies of sender lines that mails bring along, changes of pages."""
