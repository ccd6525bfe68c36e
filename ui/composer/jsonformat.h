// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>

#include <optional>

namespace Tailwater {

class PayloadEditor;

//! \brief Lays out the JSON in an editor anew: at once if it is short, otherwise in another thread, and only if the
//! text is still the same then.
class JsonFormat : public QObject
{
    Q_OBJECT

public:
    explicit JsonFormat(PayloadEditor *editor);
    ~JsonFormat() override;

    //! \brief One value a line, or with \a minify all in one. A text that is no JSON stays.
    void apply(bool minify);

private:
    static std::optional<QString> laidOut(const QString &text, bool minify);
    void onLaidOut(quint64 number, const QString &text, const std::optional<QString> &result);

    PayloadEditor *m_editor;
    quint64 m_number = 0;
};

} // namespace Tailwater
