// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "settings/preferencesdialog.h"

#include "settings/settings.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

PreferencesDialog::PreferencesDialog(Theme *theme, Settings *settings, QWidget *parent)
    : QDialog(parent)
{
    setObjectName("preferencesDialog"_L1);
    setWindowTitle(tr("Preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *appearance = new QComboBox(this);
    appearance->setObjectName("preferencesAppearance"_L1);
    appearance->addItem(tr("As the system"), int(Theme::Appearance::System));
    appearance->addItem(tr("Light"), int(Theme::Appearance::Light));
    appearance->addItem(tr("Dark"), int(Theme::Appearance::Dark));
    appearance->setCurrentIndex(appearance->findData(int(theme->appearance())));
    connect(appearance, &QComboBox::activated, theme, [theme, appearance] {
        theme->setAppearance(static_cast<Theme::Appearance>(appearance->currentData().toInt()));
    });
    auto *restore = new QCheckBox(tr("&Open the tabs of the last session at start"), this);
    restore->setObjectName("preferencesRestore"_L1);
    restore->setChecked(settings->restoresSession());
    connect(restore, &QCheckBox::toggled, this, [this, settings](bool on) {
        settings->setRestoresSession(on);
        Q_EMIT changed();
    });
    auto *heads = new QCheckBox(tr("&Ask servers for the state of the streams in view"), this);
    heads->setObjectName("preferencesHeads"_L1);
    heads->setToolTip(tr("By HEAD, which reads nothing and renews no lifetime"));
    heads->setChecked(settings->asksForVisible());
    connect(heads, &QCheckBox::toggled, this, [this, settings](bool on) {
        settings->setAsksForVisible(on);
        Q_EMIT changed();
    });

    auto *form = new QFormLayout;
    form->setVerticalSpacing(12);
    form->addRow(tr("A&ppearance"), appearance);
    form->addRow(tr("At start"), restore);
    form->addRow(tr("List of streams"), heads);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *reset = buttons->addButton(tr("&Reset All…"), QDialogButtonBox::ResetRole);
    reset->setObjectName("preferencesReset"_L1);
    reset->setAutoDefault(false);
    connect(reset, &QPushButton::clicked, this, &PreferencesDialog::askToReset);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(18);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(460);
}

PreferencesDialog::~PreferencesDialog() = default;

void PreferencesDialog::askToReset()
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Reset All Settings"),
                                tr("Reset all settings?"), QMessageBox::Cancel, this);
    box->setObjectName("resetQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Appearance, window, lists of streams, how they are looked at, where "
                               "they were left off, and drafts are forgotten. Connections and their "
                               "secrets stay. No stream is touched."));
    QPushButton *reset = box->addButton(tr("&Reset"), QMessageBox::AcceptRole);
    reset->setObjectName("reset"_L1);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this, [this] {
        Q_EMIT resetRequested();
        close();
    });
    box->open();
}

} // namespace Tailwater

#include "moc_preferencesdialog.cpp"
