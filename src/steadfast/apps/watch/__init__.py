"""The app "watch": signs that work goes wrong while it can still be mended, on Today and for who leads."""
