from diagnosis.sor_table import SorTable
from repairs.tables.command import ImportCommand


class Command(ImportCommand):
    help = "Imports the schedule of rates from a CSV file: code, description, trade, minutes, cost, follow_on."
    table = SorTable
