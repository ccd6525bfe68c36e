// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "about/components.h"

#include "builtwith.h"

#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace Tailwater {

QString version()
{
    return QString::fromLatin1(Version);
}

QList<Component> components()
{
    QList<Component> list { { u"Qt"_s, QString::fromLatin1(qVersion()), u"LGPL-3.0-only"_s } };
    for (const BuiltWith &part : Components) {
        list.append({ QString::fromLatin1(part.name), QString::fromLatin1(part.version),
                      QString::fromLatin1(part.licence) });
    }
    return list;
}

QString versionText()
{
    QString text = u"tailwater %1\n"_s.arg(version());
    for (const Component &part : components()) {
        QString line = part.name;
        if (!part.version.isEmpty()) {
            line += u' ' + part.version;
        }
        text += u"%1 (%2)\n"_s.arg(line, part.licence);
    }
    return text + u"%1, %2\n"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture());
}

} // namespace Tailwater
