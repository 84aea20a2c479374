"""What each control is called, for whoever reads of it above the form: a row that repeats says which one it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from admin_ui.forms.view import FieldView, FoldView, GroupView, SectionView


def labels_in(sections: Iterable[SectionView]) -> Mapping[str, str]:
    """The label by the id of each control, such as `Party 2: Name`."""
    found: dict[str, str] = {}
    for section in sections:
        for item in section.items:
            if isinstance(item, GroupView):
                found[item.id] = item.label
                found |= {view.id: f"{row.heading}: {view.label}" for row in item.rows for view in row.controls}
            else:
                found |= labels_of(item.fields if isinstance(item, FoldView) else [item])
    return found


def labels_of(views: Iterable[FieldView]) -> Mapping[str, str]:
    """The same for controls that stand by themselves."""
    return {view.id: view.label for view in views}
