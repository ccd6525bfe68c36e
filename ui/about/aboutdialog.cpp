// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "about/aboutdialog.h"

#include "about/components.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName("aboutDialog"_L1);
    setWindowTitle(tr("About Tailwater"));

    auto *made = new QLabel(tr("&Made with:"), this);
    QTreeWidget *list = createComponents();
    made->setBuddy(list);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    QPushButton *copy = buttons->addButton(tr("C&opy Versions"), QDialogButtonBox::ActionRole);
    copy->setToolTip(tr("For a report about a bug"));
    connect(copy, &QPushButton::clicked, this, &AboutDialog::copyVersions);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(createHeader());
    layout->addWidget(made);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
    resize(460, 420);
}

AboutDialog::~AboutDialog() = default;

QWidget *AboutDialog::createHeader()
{
    auto *header = new QWidget(this);
    auto *icon = new QLabel(header);
    icon->setPixmap(QIcon(u":/tailwater.svg"_s).pixmap(QSize(64, 64), devicePixelRatioF()));
    icon->setAccessibleName(tr("Tailwater's icon"));
    auto *text = new QLabel(tr("<h3>Tailwater %1</h3><p>Watch, inspect and write Durable Streams.</p>"
                               "<p>© 2026 The Tailwater authors. MIT licence.</p>")
                                .arg(version()),
                            header);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins({});
    row->setSpacing(16);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(text, 1, Qt::AlignTop);
    return header;
}

QTreeWidget *AboutDialog::createComponents()
{
    auto *list = new QTreeWidget(this);
    list->setAccessibleName(tr("Libraries"));
    list->setHeaderLabels({ tr("Library"), tr("Version"), tr("Licence") });
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    for (const Component &part : components()) {
        const QString shown = part.version.isEmpty() ? tr("the system's") : part.version;
        list->addTopLevelItem(new QTreeWidgetItem({ part.name, shown, part.licence }));
    }
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    return list;
}

void AboutDialog::copyVersions()
{
    QGuiApplication::clipboard()->setText(versionText());
}

} // namespace Tailwater

#include "moc_aboutdialog.cpp"
