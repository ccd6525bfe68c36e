// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/difffinder.h"

#include "models/previousofkey.h"
#include "models/tailmodel.h"

#include <utility>

namespace Tailwater {

namespace {

// As the view shows them: rows that a filter hides are not before anything.
Message rowBefore(const TailModel &model, const Message &message)
{
    for (int row = model.rowOf(message.id) - 1; row >= 0; --row) {
        if (const Message before = model.messageAt(row); before.isData()) {
            return before;
        }
    }
    return {};
}

} // namespace

DiffView::Finder diffFinder(std::function<const TailModel *()> rows, QObject *owner)
{
    auto *search = new PreviousOfKey(owner);
    return [rows = std::move(rows), search](const Message &of, DiffReference reference,
                                            const DiffView::Answer &answer) {
        search->cancel();
        const TailModel *model = rows();
        if (model && reference == DiffReference::PreviousOfKey && PreviousOfKey::hasKey(of)) {
            QObject::disconnect(search, &PreviousOfKey::found, nullptr, nullptr);
            QObject::connect(search, &PreviousOfKey::found, search, answer,
                             Qt::SingleShotConnection);
            search->find(model->snapshot(), of);
        } else {
            answer(model && reference == DiffReference::PreviousRow ? rowBefore(*model, of)
                                                                    : Message {});
        }
    };
}

} // namespace Tailwater
