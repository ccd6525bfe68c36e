// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/capturedialog.h"

#include "capture/filefield.h"
#include "models/capture/rowsource.h"
#include "tail/tailpage.h"
#include "theme/inlinemessage.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

QString proposedFile(const QString &title, const QString &suffix)
{
    static const QRegularExpression notInNames(u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QString name = title;
    if (name.endsWith(".dscap"_L1)) {
        name.chop(6);
    }
    name = name.replace(notInNames, u"-"_s).left(60);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString moment = QDateTime::currentDateTime().toString(u"yyyy-MM-dd-HHmmss"_s);
    return u"%1/%2-%3.%4"_s.arg(QDir(folder).exists() ? folder : QDir::homePath(), name, moment, suffix);
}

CaptureDialog::CaptureDialog(TailPage *page, QWidget *parent)
    : QDialog(parent)
    , m_page(page)
    , m_held(new QRadioButton(this))
    , m_now(new QRadioButton(tr("What arrives from &now on"), this))
    , m_row(new QRadioButton(this))
    , m_file(new FileField(this))
    , m_message(new QLabel(this))
{
    setObjectName("captureDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Capture %1").arg(page->title()));
    connect(page, &QObject::destroyed, this, &QDialog::reject);
    const StoreSnapshot held = page->session()->snapshot();
    m_held->setText(tr("The rows &held (%1), and what arrives")
                        .arg(QLocale().toString(SnapshotRows(held, {}).count())));
    m_held->setObjectName("captureHeld"_L1);
    m_now->setObjectName("captureNow"_L1);
    m_row->setObjectName("captureFromRow"_L1);
    const Message current = page->isFollowing() ? Message {} : page->currentMessage();
    m_rowId = current.id;
    m_row->setText(current.isData() ? tr("From &row %1 on, and what arrives").arg(QLocale().toString(current.number))
                                    : tr("From the selected &row on (no row is selected)"));
    m_row->setEnabled(current.isData());
    m_held->setChecked(true);
    m_file->setNameFilter(tr("Captures (*.dscap)"));
    m_file->setPath(proposedFile(page->title(), u"dscap"_s));
    m_message->setWordWrap(true);
    auto *note = new QLabel(tr("Every row is written as it was received, with its time and offset, until you stop "
                               "the capture. Freezing, clearing and filtering the view do not change it."),
                            this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(8);
    form->addRow(tr("Capture"), m_held);
    form->addRow(QString(), m_row);
    form->addRow(QString(), m_now);
    form->addRow(tr("&File"), m_file);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_begin = buttons->addButton(tr("&Capture"), QDialogButtonBox::AcceptRole);
    m_begin->setObjectName("captureBegin"_L1);
    m_begin->setDefault(true);
    connect(m_begin, &QPushButton::clicked, this, &CaptureDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_file, &FileField::pathChanged, this, &CaptureDialog::refresh);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(note);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(540);
    refresh();
}

CaptureDialog::~CaptureDialog() = default;

void CaptureDialog::refresh()
{
    const QString fault = m_file->fault();
    m_begin->setEnabled(fault.isEmpty());
    const bool replaces = fault.isEmpty() && m_file->exists();
    setInlineMessage(m_message, replaces ? MessageKind::Warning : MessageKind::Bad,
                     replaces ? tr("This file exists and will be replaced.") : fault);
}

void CaptureDialog::begin()
{
    const StoreSnapshot held = m_page->session()->snapshot();
    const quint64 first = m_held->isChecked() ? held.firstId() : m_row->isChecked() ? m_rowId : held.endId();
    Q_EMIT captureRequested(m_file->path(), first);
    accept();
}

} // namespace Tailwater

#include "moc_capturedialog.cpp"
