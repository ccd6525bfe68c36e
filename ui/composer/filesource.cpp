// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filesource.h"

#include "keptdraft.h"
#include "models/visibletext.h"
#include "theme/icons.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QThreadPool>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! To the second; the day where it is another one.
QString momentText(const QDateTime &moment)
{
    const QString time = QLocale().toString(moment.time(), u"HH:mm:ss"_s);
    return moment.date() == QDate::currentDate()
        ? time
        : QLocale().toString(moment.date(), QLocale::ShortFormat) + u' ' + time;
}

} // namespace

FileSource::FileSource(QWidget *parent)
    : QWidget(parent)
    , m_choose(new QPushButton(icon("open"_L1), tr("Choose File…"), this))
    , m_byLine(new QCheckBox(tr("Each line a message"), this))
    , m_name(new QLabel(this))
{
    m_choose->setObjectName("composerChooseFile"_L1);
    m_byLine->setObjectName("composerFileByLine"_L1);
    m_name->setObjectName("composerFileName"_L1);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_choose);
    row->addWidget(m_byLine);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->addLayout(row);
    column->addWidget(m_name);
    column->addStretch(1);
    connect(qApp, &QGuiApplication::applicationStateChanged, this, &FileSource::readIfOutdated);
    connect(m_choose, &QPushButton::clicked, this, &FileSource::choose);
    connect(m_byLine, &QCheckBox::toggled, this, [this] {
        if (m_path.isEmpty()) {
            Q_EMIT changed();
        } else {
            read();
        }
    });
    refresh();
}

FileSource::~FileSource() = default;

bool FileSource::isByLine() const
{
    return m_byLine->isChecked();
}

void FileSource::setContentType(const QByteArray &contentType)
{
    if (std::exchange(m_contentType, contentType) != contentType && !m_path.isEmpty()) {
        read();
    }
}

void FileSource::readAgain()
{
    if (!m_path.isEmpty()) {
        readInBackground();
        m_again = m_number;
    }
}

//! Who comes back from an editor sees the file as it is now. Not while it is read to be sent, or a question
//! about it is open.
void FileSource::readIfOutdated()
{
    if (m_path.isEmpty() || m_reading) {
        return;
    }
    QThreadPool::globalInstance()->start([self = QPointer(this), number = m_number, path = m_path,
                                          written = m_content.written] {
        if (QFileInfo(path).lastModified() == written) {
            return;
        }
        QMetaObject::invokeMethod(
            qApp,
            [self, number] {
                if (self && self->m_number == number && self->m_again == 0
                    && !QApplication::activeModalWidget()) {
                    self->read();
                }
            },
            Qt::QueuedConnection);
    });
}

void FileSource::setFile(const QString &path)
{
    m_path = path;
    read();
}

void FileSource::showFor(const QString &path, bool byLine, const QByteArray &contentType)
{
    m_contentType = contentType;
    const QSignalBlocker blocker(m_byLine);
    m_byLine->setChecked(byLine);
    if (path.isEmpty()) {
        forget();
    } else {
        setFile(path);
    }
}

void FileSource::forget()
{
    m_path.clear();
    ++m_number;
    m_reading = false;
    m_content = {};
    refresh();
    Q_EMIT changed();
}

void FileSource::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose the File to Send"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileSource::setFile);
    dialog->open();
}

void FileSource::read()
{
    m_reading = true;
    m_content = {};
    refresh();
    Q_EMIT changed();
    readInBackground();
}

void FileSource::readInBackground()
{
    QThreadPool::globalInstance()->start([self = QPointer(this), number = ++m_number,
                                          path = m_path, type = m_contentType, byLine = isByLine()] {
        QMetaObject::invokeMethod(
            qApp,
            [self, number, content = contentOf(path, type, byLine)] {
                if (self) {
                    self->onRead(number, content);
                }
            },
            Qt::QueuedConnection);
    });
}

FileSource::Content FileSource::contentOf(const QString &path, const QByteArray &contentType,
                                          bool byLine)
{
    Content content;
    content.read = QDateTime::currentDateTime();
    content.written = QFileInfo(path).lastModified();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        content.problem = tr("The file cannot be read: %1").arg(file.errorString());
    } else if (file.size() > MaxSize) {
        content.problem
            = tr("The file is larger than %1.")
                  .arg(QLocale().formattedDataSize(MaxSize, 0, QLocale::DataSizeIecFormat));
    } else {
        content.bytes = file.readAll();
        content.problem
            = content.bytes.isEmpty() ? tr("The file is empty: there is nothing to send.") : QString();
    }
    content.payload = byLine ? makeFileLines(content.bytes, contentType)
                             : makeFilePayload(content.bytes, contentType);
    if (!byLine) {
        content.digest = UnsettledSend::digestOf(content.bytes);
    }
    return content;
}

void FileSource::onRead(quint64 number, const Content &content)
{
    if (number != m_number) {
        return; // another file was chosen meanwhile
    }
    m_reading = false;
    m_content = content;
    refresh();
    Q_EMIT changed();
    if (std::exchange(m_again, 0) == number) {
        Q_EMIT readAgainDone();
    }
}

void FileSource::refresh()
{
    if (m_path.isEmpty()) {
        m_name->setText(tr("No file is chosen."));
        return;
    }
    const QString name = QFileInfo(m_path).fileName();
    QStringList facts { name };
    if (!m_reading && m_content.problem.isEmpty()) {
        facts << sizeText(m_content.bytes.size())
              << tr("changed %1").arg(momentText(m_content.written))
              << tr("read %1, and again when it is sent").arg(momentText(m_content.read));
    }
    m_name->setText(m_reading ? tr("Reading %1…").arg(name) : facts.join(u" · "_s));
    m_name->setToolTip(m_path);
}

} // namespace Tailwater

#include "moc_filesource.cpp"
