"""Scenes: what stands on the stage of a journey beside the cast."""
