// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>

namespace Tailwater {

//! \brief A library that Tailwater is made with.
struct Component
{
    QString name;
    //! Empty where the system's own is loaded at run time.
    QString version;
    QString licence;

    bool operator==(const Component &) const = default;
};

//! \brief Tailwater's own version.
QString version();

//! \brief Qt first, with the version that runs, then what this build was linked with.
QList<Component> components();

//! \brief The version of Tailwater and, a line each, of its components; for --version and for reports
//! of bugs. Never translated.
QString versionText();

} // namespace Tailwater
