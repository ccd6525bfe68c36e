// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class PayloadEditor;

//! \brief Says that an editor has changed what was pasted, as a text editor does, and offers it as bytes.
class PasteNotice : public QWidget
{
    Q_OBJECT

public:
    //! \brief For \a editor.
    explicit PasteNotice(PayloadEditor *editor, QWidget *parent = nullptr);
    ~PasteNotice() override;

    //! \brief Whether the bytes are offered; not unless set.
    void setOffersBytes(bool offers);

Q_SIGNALS:
    //! \brief The user wants the text as it would be with what was pasted unchanged: \a bytes.
    void bytesRequested(const QByteArray &bytes);

private:
    void tell(const QString &whole, const QString &pasted);
    void onEdited();
    void clear();

    PayloadEditor *m_editor;
    QLabel *m_text;
    QToolButton *m_bytes;
    bool m_offersBytes = false;
    //! What the text would be, and what it is instead.
    QString m_whole;
    QString m_shown;
};

} // namespace Tailwater
