"""The Wilson score interval of a proportion (E. B. Wilson, JASA 22, 1927); it behaves at 0, at 1 and for small n.

Of fewer than SMALL cases no share is named: the counts and the interval stand alone.
"""

from math import sqrt

Z95 = 1.959963984540054  # two-sided 95 %
SMALL = 20


def is_small(trials: int) -> bool:
    """Tell whether so few cases give no share worth naming; none at all do not either."""
    return trials < SMALL


def wilson(hits: int, trials: int, z: float = Z95) -> tuple[float, float] | None:
    """Return (low, high) of the share hits/trials, both in [0, 1], or None without trials."""
    if not 0 <= hits <= trials:
        raise ValueError(f"hits must lie between 0 and trials, not {hits} of {trials}")
    if trials == 0:
        return None
    share, zz = hits / trials, z * z
    middle = (share + zz / (2 * trials)) / (1 + zz / trials)
    half = z * sqrt(share * (1 - share) / trials + zz / (4 * trials * trials)) / (1 + zz / trials)
    return (max(0.0, middle - half) if hits else 0.0, min(1.0, middle + half) if hits < trials else 1.0)
