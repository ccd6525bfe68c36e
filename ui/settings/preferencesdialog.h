// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

namespace Tailwater {

class Settings;
class Theme;

//! \brief The choices of the user that concern the whole application; each takes effect at once.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    //! \brief \a theme and \a settings must outlive the dialog.
    PreferencesDialog(Theme *theme, Settings *settings, QWidget *parent = nullptr);
    ~PreferencesDialog() override;

Q_SIGNALS:
    void changed();
    //! \brief The user confirmed that every setting goes back to what it was at first.
    void resetRequested();

private:
    void askToReset();
};

} // namespace Tailwater
