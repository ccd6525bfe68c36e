// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "gallery.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>
#include <QTextStream>

#include <support/pseudolocale.h>

using namespace Qt::StringLiterals;

namespace {

//! Everything in the language called \a name; “pseudo” is the one of longer words.
void speak(const QString &name)
{
    if (name == "pseudo"_L1) {
        static TestSupport::PseudoLocale pseudo;
        QCoreApplication::installTranslator(&pseudo);
        return;
    }
    if (!name.isEmpty()) {
        QLocale::setDefault(QLocale(name));
    }
    Tailwater::Application::installTranslations();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"tailwater"_s);
    QStandardPaths::setTestModeEnabled(true);
    QCommandLineParser parser;
    const QCommandLineOption language(
        u"language"_s, u"Language of the texts, such as de; or pseudo."_s, u"NAME"_s);
    const QCommandLineOption only(u"only"_s, u"Pictures whose names match alone."_s,
                                  u"EXPRESSION"_s, u"."_s);
    parser.addOptions({ language, only });
    parser.addHelpOption();
    parser.addPositionalArgument(u"DIR"_s, u"Where the pictures go."_s);
    parser.addPositionalArgument(u"PART"_s, u"filters, writing or connections; otherwise all."_s, u"[PART]"_s);
    parser.process(application);
    const QStringList arguments = parser.positionalArguments();
    const QString part = arguments.value(1);
    const bool filters = part == "filters"_L1;
    const bool writing = part == "writing"_L1;
    const bool connections = part == "connections"_L1;
    if (arguments.isEmpty() || arguments.size() > 2 || !(part.isEmpty() || filters || writing || connections)) {
        QTextStream(stderr) << parser.helpText();
        return 2;
    }
    speak(parser.value(language));
    Tailwater::Gallery gallery(arguments.first(), QRegularExpression(parser.value(only)));
    const bool taken = filters ? gallery.takeFilters()
        : writing              ? gallery.takeWriting()
        : connections          ? gallery.takeConnections()
                               : gallery.takeAll();
    return taken ? 0 : 1;
}
