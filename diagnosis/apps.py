from django.apps import AppConfig


class DiagnosisAppConfig(AppConfig):
    name = "diagnosis"

    def ready(self) -> None:
        from diagnosis.models import SorItem
        from diagnosis.uses import uses_of_priorities, uses_of_sor_items, uses_of_trades
        from repairs.council.models import Priority, Trade
        from repairs.tables.uses import find_uses_with

        find_uses_with(SorItem, uses_of_sor_items)
        find_uses_with(Trade, uses_of_trades)
        find_uses_with(Priority, uses_of_priorities)
