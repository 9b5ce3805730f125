"""Forms of calls: what was said and done in one, and the telephone system."""

from steadfast.apps.calls.forms.newcomer import NewcomerForm
from steadfast.apps.calls.forms.system import ExtensionForm, SystemForm
from steadfast.apps.calls.forms.taking import TakingForm

__all__ = ["ExtensionForm", "NewcomerForm", "SystemForm", "TakingForm"]
