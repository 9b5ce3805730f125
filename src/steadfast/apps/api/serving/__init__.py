"""How the nouns of /api/v1 are served: who asks, what they need, how an answer is written and a write done once.

bearer      the token, as whom it acts, and how fast
routes      `reads` and `writes`: an operation of the API from a function of a noun
answers     bodies as JSON, ETags, conditions, keys of idempotency
shapes      what every noun is made of: names, pages, instants, numbers
failing     what operations raise, as problems
schema      OpenAPI 3.1 with every status that an operation may answer
"""
