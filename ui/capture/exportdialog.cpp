// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/exportdialog.h"

#include "capture/capturedialog.h"
#include "capture/filefield.h"
#include "models/capture/capturesession.h"
#include "models/capture/filteredrows.h"
#include "tail/tailpage.h"
#include "theme/inlinemessage.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

const CaptureSession *fileOf(const TailPage *page)
{
    return qobject_cast<const CaptureSession *>(page->session());
}

} // namespace

SnapshotRows::Ranges selectedRows(const TailPage &page)
{
    const TailModel &model = *page.model();
    SnapshotRows::Ranges ranges;
    for (const auto &[top, bottom] : page.selectedRanges()) {
        const quint64 first = model.idAt(top);
        const quint64 last = model.idAt(bottom);
        if (first != 0 && last - first == quint64(bottom - top)) {
            ranges.append({ first, last });
            continue;
        }
        // Rows between them are not shown.
        QList<quint64> ids;
        for (int row = top; row <= bottom; ++row) {
            if (const quint64 id = model.idAt(row); id != 0) {
                ids.append(id);
            }
        }
        ranges += SnapshotRows::rangesOf(ids);
    }
    return ranges;
}

ExportDialog::ExportDialog(TailPage *page, QWidget *parent)
    : QDialog(parent)
    , m_page(page)
    , m_selection(selectedRows(*page))
    , m_all(new QRadioButton(this))
    , m_selected(new QRadioButton(this))
    , m_matching(new QRadioButton(tr("The rows that &match the filter"), this))
    , m_format(new QComboBox(this))
    , m_exactness(new QLabel(this))
    , m_columns(new QLineEdit(this))
    , m_columnsLabel(new QLabel(tr("Co&lumns"), this))
    , m_file(new FileField(this))
    , m_message(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName("exportDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export %1").arg(page->title()));
    connect(page, &QObject::destroyed, this, &QDialog::reject);
    const QLocale locale;
    const quint64 all = fileOf(page) ? fileOf(page)->extent().dataRows
                                  : SnapshotRows(page->session()->snapshot(), {}).count();
    m_all->setText(fileOf(page) ? tr("The whole &capture (%1 rows)").arg(locale.toString(all))
                                : tr("&All rows held (%1)").arg(locale.toString(all)));
    const quint64 selected = SnapshotRows(page->model()->snapshot(), {}, m_selection).count();
    const bool part = fileOf(page) && fileOf(page)->extent().windowed;
    m_selected->setText(part ? tr("The &selected rows (%1, of those that are loaded)").arg(locale.toString(selected))
                             : tr("The &selected rows (%1)").arg(locale.toString(selected)));
    m_selected->setEnabled(selected > 0);
    (selected > 1 ? m_selected : m_all)->setChecked(true);
    m_matching->hide();
    const bool json = page->session()->status().contentType.startsWith("application/json");
    m_format->addItem(tr("NDJSON (one JSON value a line)"), int(ExportFormat::Ndjson));
    m_format->addItem(tr("JSON array"), int(ExportFormat::JsonArray));
    m_format->addItem(tr("Raw bytes"), int(ExportFormat::Raw));
    m_format->addItem(tr("CSV (for spreadsheets)"), int(ExportFormat::Csv));
    m_format->addItem(tr("Capture (.dscap)"), int(ExportFormat::Capture));
    m_format->setCurrentIndex(json ? 0 : 2);
    QStringList columns { QLatin1StringView(ExportColumn::number), QLatin1StringView(ExportColumn::received) };
    columns += page->model()->userColumns();
    columns.append(QLatin1StringView(ExportColumn::message));
    m_columns->setText(columns.join(u", "_s));
    m_file->setPath(proposedFile(page->title(), RowExporter::suffix(format())));
    layOut();
    refresh();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::setMatches(const QList<quint64> &ids)
{
    m_matches = SnapshotRows::rangesOf(ids);
    m_matching->setText(tr("The rows that &match the filter (%1)").arg(QLocale().toString(ids.size())));
    m_matching->setEnabled(!ids.isEmpty());
    m_matching->show();
    m_matching->setChecked(!ids.isEmpty() && !m_selected->isChecked());
}

void ExportDialog::setFilter(const FilterExpression &filter)
{
    m_filter = filter;
    m_matching->setText(tr("The rows that &match the filter, in the whole file"));
    m_matching->show();
    m_matching->setChecked(!m_selected->isChecked());
}

void ExportDialog::layOut()
{
    m_all->setObjectName("exportAll"_L1);
    m_selected->setObjectName("exportSelected"_L1);
    m_matching->setObjectName("exportMatching"_L1);
    m_format->setObjectName("exportFormat"_L1);
    m_columns->setObjectName("exportColumns"_L1);
    m_columns->setToolTip(tr("Separated by commas: %1, and JSON pointers such as /value/total")
                              .arg(RowExporter::columnNames().join(u", "_s)));
    m_columnsLabel->setBuddy(m_columns);
    m_exactness->setObjectName("exportExactness"_L1);
    m_exactness->setWordWrap(true);
    m_exactness->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_message->setObjectName("exportMessage"_L1);
    m_message->setWordWrap(true);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 1000);
    m_progress->hide();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(8);
    form->addRow(tr("Rows"), m_all);
    form->addRow(QString(), m_selected);
    form->addRow(QString(), m_matching);
    form->addRow(tr("F&ormat"), m_format);
    form->addRow(QString(), m_exactness);
    form->addRow(m_columnsLabel, m_columns);
    form->addRow(tr("&File"), m_file);
    auto *buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QDialogButtonBox::Cancel);
    m_begin = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_begin->setObjectName("exportBegin"_L1);
    m_begin->setDefault(true);
    connect(m_begin, &QPushButton::clicked, this, &ExportDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_file, &FileField::pathChanged, this, &ExportDialog::refresh);
    connect(m_columns, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo file(m_file->path());
        m_file->setPath(u"%1/%2.%3"_s.arg(file.path(), file.completeBaseName(), RowExporter::suffix(format())));
        refresh();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_progress);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(560);
}

ExportFormat ExportDialog::format() const
{
    return static_cast<ExportFormat>(m_format->currentData().toInt());
}

void ExportDialog::refresh()
{
    const bool csv = format() == ExportFormat::Csv;
    m_columns->setVisible(csv);
    m_columnsLabel->setVisible(csv);
    setInlineMessage(m_exactness, MessageKind::Neutral, RowExporter::exactness(format()));
    QString fault = m_file->fault();
    if (fault.isEmpty() && fileOf(m_page) && QFileInfo(fileOf(m_page)->path()) == QFileInfo(m_file->path())) {
        fault = tr("This is the file that is exported from.");
    }
    if (csv && fault.isEmpty()) {
        fault = RowExporter::columnsFault(columns());
    }
    m_begin->setEnabled(fault.isEmpty() && (!m_run || m_run->isFinished()));
    const bool replaces = fault.isEmpty() && m_file->exists();
    setInlineMessage(m_message, replaces ? MessageKind::Warning : MessageKind::Bad,
                     replaces ? tr("This file exists and will be replaced.") : fault);
}

std::unique_ptr<RowSource> ExportDialog::rows() const
{
    const QByteArray type = m_page->session()->status().contentType;
    if (m_matching->isChecked() && m_filter) {
        return std::make_unique<FilteredRows>(fileOf(m_page)->path(), *m_filter, fileOf(m_page)->identity());
    }
    if (m_selected->isChecked() || m_matching->isChecked()) {
        return std::make_unique<SnapshotRows>(m_page->model()->snapshot(), type,
                                              m_selected->isChecked() ? m_selection : m_matches);
    }
    if (const CaptureSession *file = fileOf(m_page)) {
        return std::make_unique<CaptureRows>(file->path(), file->identity());
    }
    return std::make_unique<SnapshotRows>(m_page->session()->snapshot(), type);
}

QStringList ExportDialog::columns() const
{
    QStringList columns;
    for (const QString &column : m_columns->text().split(u',')) {
        if (!column.trimmed().isEmpty()) {
            columns.append(column.trimmed());
        }
    }
    return columns;
}

void ExportDialog::begin()
{
    const CaptureSession *file = fileOf(m_page);
    delete m_run;
    ExportRun::Job job { .path = m_file->path(),
                         .format = format(),
                         .columns = columns(),
                         .url = file ? file->header().url : m_page->session()->url() };
    if (file && file->header().startedMs > 0) {
        job.startedMs = file->header().startedMs;
    }
    m_run = new ExportRun(job, rows(), this);
    connect(m_run, &ExportRun::progressed, this, &ExportDialog::onProgress);
    connect(m_run, &ExportRun::finished, this, &ExportDialog::onFinished);
    m_begin->setEnabled(false);
    m_progress->show();
    setInlineMessage(m_message, MessageKind::Neutral, {});
}

void ExportDialog::onProgress()
{
    const ExportProgress &done = m_run->progress();
    m_progress->setValue(done.total == 0 ? 0 : int(done.done * 1000 / done.total));
}

void ExportDialog::onFinished()
{
    m_progress->hide();
    m_begin->setEnabled(true);
    if (!m_run->error().isEmpty()) {
        setInlineMessage(m_message, MessageKind::Bad, m_run->error());
        return;
    }
    const ExportProgress &done = m_run->progress();
    QString text = tr("%Ln row(s) exported to %1", nullptr, int(std::min<quint64>(done.written, INT_MAX)))
                       .arg(QDir::toNativeSeparators(m_run->job().path))
        + u", "_s + QLocale().formattedDataSize(done.bytes, 1) + u'.';
    if (done.leftOut > 0) {
        text += u' ' + tr("%Ln row(s) were left out: they have no place in this format.", nullptr,
                          int(std::min<quint64>(done.leftOut, INT_MAX)));
    }
    setInlineMessage(m_message, done.leftOut > 0 ? MessageKind::Warning : MessageKind::Good, text);
    m_cancel->setText(tr("&Close"));
}

} // namespace Tailwater

#include "moc_exportdialog.cpp"
