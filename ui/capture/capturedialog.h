// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace Tailwater {

class FileField;
class TailPage;

//! \brief Asks from where on a tail is captured, and into which file.
class CaptureDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CaptureDialog(TailPage *page, QWidget *parent = nullptr);
    ~CaptureDialog() override;

Q_SIGNALS:
    //! \brief From the row \a firstId on, which may not have come yet.
    void captureRequested(const QString &path, quint64 firstId);

private:
    void refresh();
    void begin();

    TailPage *m_page;
    QRadioButton *m_held;
    QRadioButton *m_now;
    QRadioButton *m_row;
    FileField *m_file;
    QLabel *m_message;
    QPushButton *m_begin;
    quint64 m_rowId = 0;
};

//! \brief A file name for what belongs to \a title, in the folder where such were kept last.
QString proposedFile(const QString &title, const QString &suffix);

} // namespace Tailwater
