"""What is alike in both programs' pages: whose tickets are asked for, and what is written."""

BUSY = 2  # place of the client that has 3.2 % of all tickets
REPLY = "The new card is in. Please print a test page and tell us whether it is as it should be by this afternoon."
