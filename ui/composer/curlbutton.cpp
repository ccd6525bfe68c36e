// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "curlbutton.h"

#include "theme/icons.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

QPushButton *addCopyCurlButton(QDialogButtonBox *box, std::function<QString()> command)
{
    QPushButton *button = box->addButton(
        QCoreApplication::translate("Tailwater::CurlButton", "Copy as c&url"),
        QDialogButtonBox::HelpRole);
    button->setObjectName("copyCurl"_L1);
    button->setIcon(icon("copy"_L1));
    button->setAutoDefault(false);
    QObject::connect(button, &QPushButton::clicked, button, [command = std::move(command)] {
        QGuiApplication::clipboard()->setText(command());
    });
    return button;
}

} // namespace Tailwater
