"""Pages of calls, and the address that hears of them."""
