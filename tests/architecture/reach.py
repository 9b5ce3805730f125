"""Which rows a client's contact can reach, and which never leave the practice. A new model must be put on one list.

REACHABLE: some page or answer may show rows of it to a contact, always through the `visible_to(actor)` of the model
named beside it, which keeps to the contact's own client. INSIDE: no contact ever sees a row of it, except where a
reachable row names it (an owner's name, a calendar's hours).
"""

REACHABLE = {
    "agreements.Agreement": "Agreement",
    "clients.Client": "Client",
    "commitments.Commitment": "Commitment",
    "commitments.Proposal": "Proposal",
    "commitments.Words": "Commitment",  # and of them those that its debtor or its creditor may read
    "desk.Attachment": "Attachment",  # and of its files those of messages that are public
    "desk.Message": "Ticket",  # and of its messages those that are public
    "desk.Ticket": "Ticket",
    "desk.TicketLink": "Ticket",  # and of its links those to tickets that they see
}

INSIDE = {
    "agreements.AgreementVersion",
    "agreements.Amendment",
    "agreements.Calendar",
    "agreements.CalendarVersion",
    "clients.Device",
    "clients.Site",
    "commitments.HandOver",
    "commitments.Move",
    "commitments.Reclassification",
    "commitments.Terms",
    "commitments.Wait",
    "desk.BulkRow",
    "desk.BulkRun",
    "desk.CannedReply",
    "desk.Presence",
    "desk.SentForm",
    "desk.SourceChange",
    "foundation.BackupPlan",
    "foundation.CareRun",
    "foundation.Chain",
    "foundation.Delivery",
    "foundation.Document",
    "foundation.Event",
    "foundation.EventBody",
    "foundation.Job",
    "foundation.NumberSeries",
    "foundation.SearchDue",
    "foundation.SearchFormat",
    "foundation.Subject",
    "identity.Absence",
    "identity.AuditEntry",
    "identity.DutyTurn",
    "identity.FirstView",
    "identity.Leaving",
    "identity.LeftStep",
    "identity.Party",
    "identity.Person",
    "identity.Practice",
    "identity.ProviderSubject",
    "identity.OwnRole",
    "identity.RoleHeld",
    "identity.SavedView",
    "identity.SetUpLink",
    "identity.SignInProvider",
    "identity.SignInRules",
    "identity.Team",
    "identity.TeamMember",
    "identity.User",
    "imports.Batch",
    "imports.Feed",
    "imports.FeedRun",
    "imports.FeedStep",
    "imports.Source",
    "imports.Draft",
    "imports.SavedMapping",
    "imports.SourceRecord",
    "imports.Trace",
    "mail.Box",
    "reporting.MonthFigure",
    "reporting.MonthStatement",
    "reporting.MonthTouched",
}
