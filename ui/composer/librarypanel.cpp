// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "librarypanel.h"

#include "theme/icons.h"

#include <QAbstractItemModel>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QSaveFile>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr qint64 MaxImport = 16 * 1024 * 1024;
constexpr qsizetype ToolTipSize = 2'000;
}

LibraryPanel::LibraryPanel(QWidget *parent)
    : QWidget(parent)
    , m_which(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_note(new QLabel(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    layOut();
    connect(m_which, &QComboBox::currentIndexChanged, this, &LibraryPanel::refresh);
    connect(m_search, &QLineEdit::textChanged, this, &LibraryPanel::refresh);
    connect(m_list, &QListWidget::itemActivated, this, &LibraryPanel::useCurrent);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &LibraryPanel::reorder);
    connect(m_menu, &QMenu::aboutToShow, this, &LibraryPanel::fillMenu);
    refresh();
}

LibraryPanel::~LibraryPanel() = default;

void LibraryPanel::layOut()
{
    m_which->setObjectName("libraryWhich"_L1);
    m_which->setAccessibleName(tr("What the list shows"));
    m_which->addItem(tr("Sent to this stream"));
    m_which->addItem(tr("Templates"));
    m_search->setObjectName("librarySearch"_L1);
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName("libraryList"_L1);
    m_list->setAccessibleName(tr("Kept texts"));
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    m_note->setObjectName("libraryNote"_L1);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_more->setObjectName("libraryMore"_L1);
    m_more->setIcon(icon("settings"_L1));
    m_more->setToolTip(tr("Save, rename, delete, import and export"));
    m_more->setAccessibleName(tr("Manage kept texts"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setAutoRaise(true);
    m_more->setMenu(m_menu);
    auto *row = new QHBoxLayout;
    row->addWidget(m_which, 1);
    row->addWidget(m_more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_note);
}

void LibraryPanel::setLibrary(ComposeLibrary *library)
{
    m_library = library;
    connect(library, &ComposeLibrary::changed, this, &LibraryPanel::refresh);
    connect(library, &ComposeLibrary::saveFailed, this, &LibraryPanel::say);
    refresh();
}

void LibraryPanel::setStream(const QString &stream)
{
    m_stream = stream;
    refresh();
}

bool LibraryPanel::showsTemplates() const
{
    return m_which->currentIndex() == 1;
}

void LibraryPanel::refresh()
{
    if (m_filling) {
        return;
    }
    m_filling = true;
    m_list->clear();
    QList<KeptText> texts;
    if (m_library) {
        texts = showsTemplates() ? m_library->templates() : m_library->history(m_stream);
    }
    const QString wanted = m_search->text().trimmed();
    const auto add = [&](qsizetype i) {
        const KeptText &kept = texts.at(i);
        if (!wanted.isEmpty() && !kept.text.contains(wanted, Qt::CaseInsensitive)
            && !kept.name.contains(wanted, Qt::CaseInsensitive)) {
            return;
        }
        auto *item = new QListWidgetItem(kept.title(), m_list);
        item->setData(Qt::UserRole, int(i));
        QString tip = kept.text.first(qMin(kept.text.size(), ToolTipSize));
        if (kept.when.isValid()) {
            tip.prepend(QLocale().toString(kept.when.toLocalTime(), QLocale::ShortFormat) + u'\n');
        }
        item->setToolTip(tip);
    };
    for (qsizetype i = 0; i < texts.size(); ++i) {
        add(showsTemplates() ? i : texts.size() - 1 - i); // the latest first
    }
    // A part of the list has no order of its own.
    m_list->setDragDropMode(showsTemplates() && wanted.isEmpty() ? QAbstractItemView::InternalMove
                                                                 : QAbstractItemView::NoDragDrop);
    say(m_list->count() > 0   ? QString()
            : !wanted.isEmpty() ? tr("Nothing matches.")
            : showsTemplates()  ? tr("Save a draft as a template to use it again.")
                                : tr("What you send to this stream is kept here."));
    m_filling = false;
}

void LibraryPanel::say(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

std::optional<KeptText> LibraryPanel::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !m_library) {
        return std::nullopt;
    }
    const QList<KeptText> texts
        = showsTemplates() ? m_library->templates() : m_library->history(m_stream);
    return texts.value(item->data(Qt::UserRole).toInt());
}

void LibraryPanel::useCurrent()
{
    if (const auto kept = current()) {
        Q_EMIT chosen(*kept);
    }
}

void LibraryPanel::fillMenu()
{
    m_menu->clear();
    const bool any = m_list->currentItem() != nullptr;
    const auto add = [this](const QString &text, bool enabled, auto function) {
        QAction *action = m_menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, function);
    };
    add(tr("&Use"), any, &LibraryPanel::useCurrent);
    add(tr("&Save Draft as Template…"), m_draft && !m_draft().text.isEmpty(),
        &LibraryPanel::saveAsTemplate);
    m_menu->addSeparator();
    if (showsTemplates()) {
        add(tr("&Rename…"), any, &LibraryPanel::rename);
        add(tr("&Delete Template"), any, &LibraryPanel::remove);
        m_menu->addSeparator();
        add(tr("&Import Templates…"), true, &LibraryPanel::importTemplates);
        add(tr("&Export Templates…"), m_list->count() > 0, &LibraryPanel::exportTemplates);
    } else {
        add(tr("&Clear This History"), m_list->count() > 0, [this] { m_library->clearHistory(m_stream); });
    }
}

void LibraryPanel::saveAsTemplate()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName("templateNameDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as Template"));
    dialog->setLabelText(tr("Name; one that is there already is replaced:"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, kept = m_draft()](const QString &name) {
                if (KeptText named = kept; m_library && !name.trimmed().isEmpty()) {
                    named.name = name.trimmed();
                    m_library->saveTemplate(named);
                    m_which->setCurrentIndex(1);
                }
            });
    dialog->open();
}

void LibraryPanel::rename()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item) {
        return;
    }
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename Template"));
    dialog->setLabelText(tr("Name:"));
    dialog->setTextValue(item->text());
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, index = item->data(Qt::UserRole).toInt()](const QString &name) {
                QList<KeptText> templates = m_library ? m_library->templates() : QList<KeptText>();
                if (index < templates.size() && !name.trimmed().isEmpty()) {
                    templates[index].name = name.trimmed();
                    m_library->setTemplates(templates);
                }
            });
    dialog->open();
}

void LibraryPanel::remove()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item && m_library) {
        QList<KeptText> templates = m_library->templates();
        templates.remove(item->data(Qt::UserRole).toInt());
        m_library->setTemplates(templates);
    }
}

void LibraryPanel::reorder()
{
    if (m_filling || !m_library) {
        return;
    }
    const QList<KeptText> before = m_library->templates();
    QList<KeptText> after;
    for (int row = 0; row < m_list->count(); ++row) {
        after.append(before.value(m_list->item(row)->data(Qt::UserRole).toInt()));
    }
    // From the event loop: the view is in the middle of the move.
    QMetaObject::invokeMethod(
        m_library, [library = m_library.data(), after] { library->setTemplates(after); },
        Qt::QueuedConnection);
}

void LibraryPanel::importTemplates()
{
    auto *dialog = new QFileDialog(this, tr("Import Templates"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QFile file(name);
        if (!m_library || !file.open(QIODevice::ReadOnly)) {
            say(tr("%1 cannot be read: %2").arg(name, file.errorString()));
            return;
        }
        const auto count = m_library->importFrom(file.read(MaxImport));
        say(count ? tr("%n template(s) imported.", nullptr, *count) : count.error());
    });
    dialog->open();
}

void LibraryPanel::exportTemplates()
{
    auto *dialog = new QFileDialog(this, tr("Export Templates"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QSaveFile file(name);
        const QByteArray bytes = m_library ? m_library->exported() : QByteArray();
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
            say(tr("%1 cannot be written: %2").arg(name, file.errorString()));
        }
    });
    dialog->open();
}

} // namespace Tailwater

#include "moc_librarypanel.cpp"
