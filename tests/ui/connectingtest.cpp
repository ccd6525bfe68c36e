// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectingtest.h"

#include "connection/server.h"

#include <QClipboard>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Reply;

void ConnectingTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void ConnectingTest::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    QGuiApplication::clipboard()->clear();
}

void ConnectingTest::cleanup()
{
    m_app.reset();
    m_folder.reset();
    qunsetenv("STREAM_URL");
    qunsetenv("STREAM_AUTH");
}

Reply ConnectingTest::messages(const QByteArray &body, const QByteArray &next)
{
    return Reply(200, body)
        .header("Content-Type", "application/json")
        .header("Stream-Next-Offset", next)
        .header("Stream-Up-To-Date", "true")
        .header("Stream-Cursor", "1");
}

void ConnectingTest::startWindow()
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->window()->show();
    m_app->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window(),
                                        int(std::chrono::milliseconds(Patience).count())));
}

void ConnectingTest::enterUrl(const QUrl &url)
{
    auto *edit = part<QLineEdit>("welcomeUrl");
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, url.toString());
    QTest::keyClick(edit, Qt::Key_Return);
}

QDialog *ConnectingTest::dialog(const char *name) const
{
    for (QDialog *each : m_app->window()->findChildren<QDialog *>(QLatin1StringView(name))) {
        if (each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

QByteArray ConnectingTest::traces() const
{
    QByteArray all = QGuiApplication::clipboard()->text().toUtf8();
    all += m_app ? m_app->window()->windowTitle().toUtf8() : QByteArray();
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly)) {
            all += file.fileName().toUtf8() + file.readAll();
        }
    }
    return all;
}

#include "moc_connectingtest.cpp"
