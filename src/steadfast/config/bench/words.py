"""Words as people use them: a few all the time, most hardly ever (Zipf). Invented, seeded, the same at every run."""

from functools import cache
from itertools import accumulate
from random import Random

WORDS = 20_000
POOL = 2_000_000  # words of the long text that every ticket's texts are cut out of
SHIFT = 2.7  # of Mandelbrot's form of the law: 1 / (rank + 2.7)
BEGINNINGS = "b br c d dr f fl g gr h j k kl l m n p pl pr qu r s sch sk st str t tr v w z"
MIDDLES = "a e i o u ai au ea ei ie oo ou"
ENDS = "b ck d f g l ll m n nd ng nt p r rd rk rt s sh st t th x"


def vocabulary() -> list[str]:
    """Return the words, the most frequent one first."""
    random = Random("vocabulary")
    beginnings, middles, ends = BEGINNINGS.split(), MIDDLES.split(), ENDS.split()
    found: dict[str, None] = {}
    while len(found) < WORDS:
        syllables = 1 if len(found) < 300 else random.choice((2, 2, 3))
        word = "".join(random.choice(beginnings) + random.choice(middles) for _ in range(syllables))
        found[word + random.choice(ends)] = None
    return list(found)


class Texts:
    """Runs of words, cut at random places out of one long text."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.pool = _pool()

    def some(self, least: int, most: int) -> str:
        start = self.random.randrange(POOL - most)
        return " ".join(self.pool[start : start + self.random.randint(least, most)])


@cache
def _pool() -> list[str]:
    weights = list(accumulate(1 / (rank + SHIFT) for rank in range(WORDS)))
    return Random("pool").choices(vocabulary(), cum_weights=weights, k=POOL)
