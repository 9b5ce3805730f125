"""Time that people worked: how it is typed, why it is billed or not, what a week adds up to. Pure; reads no clock."""
