"""SQL that Django's ORM writes once for each place in the code, kept by the process: running it costs little but SQL.

For what everybody's report does. Elsewhere the ORM itself is plainer.
"""

from repairs.statements.change import Change as Change
from repairs.statements.gap import Gap as Gap
from repairs.statements.insert import Insert as Insert
from repairs.statements.part import Part as Part
from repairs.statements.read import Read as Read
from repairs.statements.together import Together as Together
