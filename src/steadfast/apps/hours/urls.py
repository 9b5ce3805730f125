"""Addresses of time; what belongs to a ticket stands below it."""

from django.urls import path

from steadfast.apps.hours.views import billable, board, calendar, clock, entry, on_ticket, team, terms, waking, week

app_name = "hours"
urlpatterns = [
    path("hours/", week.show, name="week"),
    path("hours/new/", week.book, name="book"),
    path("hours/hand-in/", week.hand_in, name="hand_in"),
    path("hours/entries/<number:entry_id>/", entry.show, name="entry"),
    path("hours/entries/<number:entry_id>/away/", entry.take_away, name="take_away"),
    path("hours/clock/start/", clock.start, name="start"),
    path("hours/clock/stop/", clock.stop, name="stop"),
    path("hours/clock/drop/", clock.drop, name="drop"),
    path("hours/clock/forgotten/", clock.forgotten, name="forgotten"),
    path("hours/team/", team.show, name="team"),
    path("hours/billable/", billable.show, name="billable"),
    path("hours/billable/export.csv", billable.export, name="billable_csv"),
    path("hours/terms/", terms.index, name="all_terms"),
    path("hours/terms/<number:number>/", terms.change, name="terms"),
    path("board/", board.show, name="board"),
    path("board/assign/", board.assign, name="assign"),
    path("board/on-call/", board.on_call, name="on_call"),
    path("me/calendar/", calendar.index, name="calendar"),
    path("me/calendar/new/", calendar.new, name="new_feed"),
    path("me/calendar/<number:feed_id>/revoke/", calendar.revoke, name="revoke_feed"),
    path("calendar/<str:token>.ics", calendar.feed, name="feed"),
    path("me/waking/", waking.mine, name="my_waking"),
    path("wakes/", waking.index, name="wakes"),
    path("wakes/<number:wake_id>/awake/", waking.awake, name="awake"),
    path("wakes/ways/", waking.ways, name="ways"),
    path("awake/<str:token>/", waking.by_link, name="awake_by_link"),
    path("tickets/<number:number>/time/", on_ticket.show, name="on_ticket"),
    path("tickets/<number:number>/time/start/", on_ticket.start, name="start_on"),
]
