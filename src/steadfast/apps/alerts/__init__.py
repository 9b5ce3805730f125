"""The app "alerts": alerts of monitoring: many become few tickets, and recovery ends them."""
