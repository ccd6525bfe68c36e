// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/filefield.h"

#include "models/capture/fileclaim.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

FileField::FileField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
{
    m_edit->setAccessibleName(tr("File"));
    m_edit->setObjectName("fileName"_L1);
    m_edit->setMinimumWidth(fontMetrics().averageCharWidth() * 44);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // a message beside it takes its room elsewhere
    auto *choose = new QPushButton(tr("&Browse…"), this);
    choose->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(choose);
    setFocusPolicy(m_edit->focusPolicy()); // else the letter of its label leads nowhere
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FileField::pathChanged);
    connect(choose, &QPushButton::clicked, this, &FileField::choose);
}

FileField::~FileField() = default;

QString FileField::path() const
{
    const QString text = m_edit->text().trimmed();
    // A bare name goes where the last file would have gone, not into whatever folder the program was started in.
    return text.isEmpty() ? QString() : QDir::cleanPath(QDir(m_folder).absoluteFilePath(QDir::fromNativeSeparators(text)));
}

void FileField::setPath(const QString &path)
{
    m_folder = QFileInfo(path).absolutePath();
    m_edit->setText(QDir::toNativeSeparators(path));
}

bool FileField::exists() const
{
    return QFileInfo(path()).isFile();
}

QString FileField::fault() const
{
    const QFileInfo file(path());
    if (path().isEmpty()) {
        return tr("A file name is needed.");
    }
    if (file.isDir()) {
        return tr("This is a folder.");
    }
    return file.dir().exists() ? FileClaim::fault(path()) : tr("The folder %1 does not exist.").arg(QDir::toNativeSeparators(file.path()));
}

void FileField::choose()
{
    auto *dialog = new QFileDialog(this, tr("File"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // said in the dialog that asks
    dialog->setNameFilter(m_filter);
    dialog->setDefaultSuffix(QFileInfo(path()).suffix());
    dialog->selectFile(path());
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace Tailwater

#include "moc_filefield.cpp"
