// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace Tailwater {

class TextView;

//! \brief What a JSON value can also be read as: nested JSON, a JWT, base64, a time.
class DecodePanel : public QWidget
{
    Q_OBJECT

public:
    explicit DecodePanel(QWidget *parent = nullptr);
    ~DecodePanel() override;

    //! \brief Shows the readings of \a token, a scalar JSON token. False: there is none.
    bool showReadings(QByteArrayView token);

private:
    QLabel *m_title;
    TextView *m_text;
};

} // namespace Tailwater
