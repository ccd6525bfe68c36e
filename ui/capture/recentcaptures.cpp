// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/recentcaptures.h"

#include "settings/settings.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Tailwater {

RecentCaptures::RecentCaptures(Settings *settings, QWidget *parent)
    : QMenu(tr("Recent Ca&ptures"), parent)
    , m_settings(settings)
{
    setObjectName("recentCaptures"_L1);
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &RecentCaptures::fill);
    fill();
}

RecentCaptures::~RecentCaptures() = default;

void RecentCaptures::note(const QString &path)
{
    QStringList files = m_settings->recentCaptures();
    const QString file = QFileInfo(path).absoluteFilePath();
    files.removeAll(file);
    files.prepend(file);
    m_settings->setRecentCaptures(files.first(qMin(files.size(), mostKept)));
    fill();
}

// By their names; those of the same name with their folders. Whether a file is still there is said by who opens it: a
// menu must not wait for a disk that is asleep.
void RecentCaptures::fill()
{
    clear();
    const QStringList files = m_settings->recentCaptures();
    QStringList names;
    for (const QString &file : files) {
        names.append(QFileInfo(file).fileName());
    }
    for (qsizetype i = 0; i < files.size(); ++i) {
        const QString path = QDir::toNativeSeparators(files.at(i));
        QString text = names.count(names.at(i)) > 1 ? path : names.at(i);
        text.replace(u'&', "&&"_L1);
        QAction *action = addAction(i < 9 ? u"&%1 %2"_s.arg(i + 1).arg(text) : text);
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, file = files.at(i)] { Q_EMIT openRequested(file); });
    }
    if (files.isEmpty()) {
        addAction(tr("No capture was written or opened yet"))->setEnabled(false);
        return;
    }
    addSeparator();
    connect(addAction(tr("&Forget These")), &QAction::triggered, this, [this] {
        m_settings->setRecentCaptures({});
        // The action that this comes from is one of them.
        QMetaObject::invokeMethod(this, &RecentCaptures::fill, Qt::QueuedConnection);
    });
}

} // namespace Tailwater

#include "moc_recentcaptures.cpp"
