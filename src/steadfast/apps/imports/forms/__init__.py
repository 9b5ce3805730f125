"""Forms of imports: a file, what its columns mean, what its words mean."""

from steadfast.apps.imports.forms.columns import ColumnsForm
from steadfast.apps.imports.forms.sending import LARGEST, SendingForm
from steadfast.apps.imports.forms.words import WordsForm

__all__ = ["LARGEST", "ColumnsForm", "SendingForm", "WordsForm"]
