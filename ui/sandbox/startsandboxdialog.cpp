// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "startsandboxdialog.h"

#include "theme/inlinemessage.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::SandboxOptions;

StartSandboxDialog::StartSandboxDialog(const SandboxOptions &last, QWidget *parent)
    : QDialog(parent)
    , m_last(last)
    , m_inMemory(new QRadioButton(tr("In &memory: gone when it stops"), this))
    , m_inFolder(new QRadioButton(tr("In a &folder: there again next time"), this))
    , m_folder(new QLineEdit(this))
    , m_browse(new QPushButton(tr("&Browse…"), this))
    , m_port(new QSpinBox(this))
    , m_samples(new QCheckBox(tr("&Add sample streams, some of them live"), this))
    , m_message(new QLabel(this))
{
    setObjectName("startSandboxDialog"_L1);
    setWindowTitle(tr("Start Local Sandbox"));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connect(m_inFolder, &QRadioButton::toggled, this, &StartSandboxDialog::refresh);
    connect(m_folder, &QLineEdit::textChanged, this, &StartSandboxDialog::refresh);
    connect(m_port, &QSpinBox::valueChanged, this, &StartSandboxDialog::refresh);
    connect(m_browse, &QPushButton::clicked, this, &StartSandboxDialog::browse);
    refresh();
}

StartSandboxDialog::~StartSandboxDialog() = default;

void StartSandboxDialog::layOut()
{
    m_port->setObjectName("sandboxPort"_L1);
    m_port->setRange(0, 65535);
    m_port->setSpecialValueText(tr("Any free one"));
    m_port->setValue(m_last.port);
    m_port->setGroupSeparatorShown(false);
    m_samples->setObjectName("sandboxSamples"_L1);
    m_samples->setChecked(true);
    m_message->setObjectName("sandboxMessage"_L1);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *about = new QLabel(tr("A Durable Streams server inside this application, for trying things "
                                "out. It listens on this computer only."),
                             this);
    about->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->addRow(tr("Keep streams"), makePlaces());
    form->addRow(tr("&Port"), m_port);
    form->addRow(QString(), m_samples);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_start = buttons->addButton(tr("&Start"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName("sandboxStart"_L1);
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, [this] {
        m_starting = true;
        refresh();
        Q_EMIT startRequested(options());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(520);
}

QWidget *StartSandboxDialog::makePlaces()
{
    m_inMemory->setObjectName("sandboxInMemory"_L1);
    m_inFolder->setObjectName("sandboxInFolder"_L1);
    (m_last.folder.isEmpty() ? m_inMemory : m_inFolder)->setChecked(true);
    m_folder->setObjectName("sandboxFolder"_L1);
    m_folder->setAccessibleName(tr("Folder"));
    const QString standard
        = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/sandbox"_L1;
    m_folder->setText(
        QDir::toNativeSeparators(m_last.folder.isEmpty() ? standard : m_last.folder));
    auto *row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(m_browse);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_inMemory);
    layout->addWidget(m_inFolder);
    layout->addLayout(row);
    return box;
}

void StartSandboxDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Folder of the Sandbox"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_folder->setText(QDir::toNativeSeparators(folder));
    });
    dialog->open();
}

void StartSandboxDialog::refresh()
{
    const bool inFolder = m_inFolder->isChecked();
    for (QWidget *input : std::initializer_list<QWidget *> { m_inMemory, m_inFolder, m_port,
                                                             m_samples }) {
        input->setEnabled(!m_starting);
    }
    m_folder->setEnabled(inFolder && !m_starting);
    m_browse->setEnabled(inFolder && !m_starting);
    m_start->setEnabled(!m_starting && (!inFolder || !m_folder->text().trimmed().isEmpty()));
    setInlineMessage(m_message, MessageKind::Neutral, m_starting ? tr("Starting…") : QString());
}

SandboxOptions StartSandboxDialog::options() const
{
    SandboxOptions options;
    options.port = quint16(m_port->value());
    options.samples = m_samples->isChecked();
    if (m_inFolder->isChecked()) {
        // Relative to the user's home, where they would look for it.
        const QString entered = QDir::fromNativeSeparators(m_folder->text().trimmed());
        options.folder = QDir::cleanPath(QDir::home().absoluteFilePath(entered));
    }
    return options;
}

void StartSandboxDialog::showFailure(const DurableStreams::Error &error)
{
    m_starting = false;
    refresh();
    m_start->setDefault(true); // while it was disabled, Cancel took its place
    m_start->setFocus();
    setInlineMessage(m_message, MessageKind::Bad,
                     QStringList { error.message, error.remedy }.join(u' ').trimmed());
}

} // namespace Tailwater

#include "moc_startsandboxdialog.cpp"
