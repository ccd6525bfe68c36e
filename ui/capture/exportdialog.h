// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/exportrun.h"
#include "models/capture/rowsource.h"
#include "models/filter/filterexpression.h"

#include <QDialog>

#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace Tailwater {

class FileField;
class TailPage;

//! \brief Asks which rows of a page are written to a file, and as what; then shows how far that is.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExportDialog(TailPage *page, QWidget *parent = nullptr);
    ~ExportDialog() override;

    //! \brief The rows that pass the filter, in order, can be chosen.
    void setMatches(const QList<quint64> &ids);
    //! \brief Instead, of a capture that is too large to be held: what passes \a filter, in the whole file.
    void setFilter(const FilterExpression &filter);

private:
    void layOut();
    void refresh();
    void begin();
    void onProgress();
    void onFinished();
    ExportFormat format() const;
    QStringList columns() const;
    std::unique_ptr<RowSource> rows() const;

    TailPage *m_page;
    SnapshotRows::Ranges m_selection;
    SnapshotRows::Ranges m_matches;
    std::optional<FilterExpression> m_filter;
    QRadioButton *m_all;
    QRadioButton *m_selected;
    QRadioButton *m_matching;
    QComboBox *m_format;
    QLabel *m_exactness;
    QLineEdit *m_columns;
    QLabel *m_columnsLabel;
    FileField *m_file;
    QLabel *m_message;
    QProgressBar *m_progress;
    QPushButton *m_begin = nullptr;
    QPushButton *m_cancel = nullptr;
    ExportRun *m_run = nullptr;
};

//! \brief The rows that are selected on \a page, as ranges of ids.
SnapshotRows::Ranges selectedRows(const TailPage &page);

} // namespace Tailwater
