"""The fields of a ticket. A row that is an event states all of them as of its instant, unless its state is silent."""

from steadfast.apps.imports.mapping.fields.field import Field

SCALE = (1, 2, 3)
PRIORITIES = ("P1", "P2", "P3", "P4", "P5")

FIELDS = (
    Field("key", needed=True, filled=True, longest=100, about="number of the ticket in its system"),
    Field("at", "instant", filled=True, about="when the row was written; of a whole ticket, when it was last changed"),
    Field("opened_at", "instant", filled=True, about="when the ticket was opened; left out, its first row opens it"),
    Field("registered_at", "instant", about="when it was entered; only checked to be a date"),
    Field("first_response_at", "instant", about="when somebody first answered (one row for each ticket)"),
    Field("resolved_at", "instant", about="when it was resolved (one row for each ticket)"),
    Field("closed_at", "instant", about="when it was closed (one row for each ticket)"),
    Field("state", "code", filled=True, about="its state, in the words of the table [states]"),
    Field("impact", "code", needed=True, filled=True, words=SCALE, about="1 high, 2 medium, 3 low"),
    Field("urgency", "code", needed=True, filled=True, words=SCALE, about="1 high, 2 medium, 3 low"),
    Field("priority", "code", needed=True, filled=True, words=PRIORITIES, about="P1 to P5"),
    Field("kept", "flag", about="whether the source says that it kept its promise"),
    Field("reopened", "count", about="how often the source says that it was reopened"),
    Field("reassigned", "count", about="how often the source says that its team changed"),
    Field("client", late=True, about="whom it is for"),
    Field("contact", about="who asked"),
    Field("team", longest=100, about="who works on it together"),
    Field("owner", longest=100, about="who answers for it"),
    Field("by", about="who wrote the row"),
    Field("activity", about="what the source calls what was done"),
    Field("channel", longest=32, about="how it came in"),
    Field("category", longest=100),
    Field("subcategory", longest=100),
    Field("symptom"),
    Field("title", about="its title, in one line"),
)
