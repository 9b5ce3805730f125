"""Forms of imports: send a file, say what its columns and words mean, set up how a source comes by itself."""

from steadfast.apps.imports.forms.columns import ColumnsForm
from steadfast.apps.imports.forms.feeds import FeedForm
from steadfast.apps.imports.forms.sending import LARGEST, SendingForm
from steadfast.apps.imports.forms.words import WordsForm

__all__ = ["LARGEST", "ColumnsForm", "FeedForm", "SendingForm", "WordsForm"]
