"""The app "api": the interface for programs, and the webhooks that tell them what happened."""
