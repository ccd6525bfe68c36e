// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filevariable.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The file that was read last: a text is filled in with every key that is pressed.
struct LastFile
{
    QString path;
    QDateTime changed;
    qint64 size = -1;
    QByteArray bytes;
};

QString absolutePath(const QByteArray &path)
{
    QString name = QFile::decodeName(path);
    if (name == u'~' || name.startsWith("~/"_L1)) {
        name.remove(0, 2);
    }
    return QDir::home().absoluteFilePath(name);
}

} // namespace

std::expected<QByteArray, QString> FileVariable::read(const QByteArray &path)
{
    thread_local LastFile last;
    const QString name = absolutePath(path);
    const QFileInfo info(name);
    // A pipe or a device might never end, or never begin.
    if (!info.isFile()) {
        return std::unexpected(info.exists() ? tr("%1 is not a file").arg(name)
                                             : tr("there is no file %1").arg(name));
    }
    if (info.size() > LargestFile) {
        return std::unexpected(
            tr("%1 is larger than %2; send it with “A file”")
                .arg(name, QLocale().formattedDataSize(LargestFile, 0, QLocale::DataSizeIecFormat)));
    }
    if (last.path == name && last.changed == info.lastModified() && last.size == info.size()) {
        return last.bytes;
    }
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(tr("%1 cannot be read: %2").arg(name, file.errorString()));
    }
    last = { name, info.lastModified(), info.size(), file.read(LargestFile) };
    return last.bytes;
}

void FileVariable::choose(QWidget *parent, const std::function<void(const QString &)> &use)
{
    auto *dialog = new QFileDialog(parent, tr("File to Fill In"));
    dialog->setObjectName("fileVariableDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [use](const QString &file) { use(u"{{file %1}}"_s.arg(file)); });
    dialog->open();
}

} // namespace Tailwater
