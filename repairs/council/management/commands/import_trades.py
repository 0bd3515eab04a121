from repairs.council.trade_table import TradeTable
from repairs.tables.command import ImportCommand


class Command(ImportCommand):
    help = "Imports the trades from a CSV file: code, name, person, hact_code."
    table = TradeTable
