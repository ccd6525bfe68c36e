// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/positionbar.h"

#include "models/capture/capturesession.h"
#include "models/filter/filterrun.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QSlider>
#include <QTimer>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr int sliderSteps = 100'000;
constexpr quint64 nearRows = 20'000;
}

PositionBar::PositionBar(CaptureSession *session, TailPage *page, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_page(page)
    , m_text(new QLabel(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_soon(new QTimer(this))
{
    setObjectName("positionBar"_L1);
    m_text->setObjectName("positionText"_L1);
    m_text->setTextFormat(Qt::PlainText);
    m_slider->setObjectName("positionSlider"_L1);
    m_slider->setRange(0, sliderSteps);
    m_slider->setPageStep(sliderSteps / 50);
    m_slider->setSingleStep(sliderSteps / 1000);
    m_slider->setAccessibleName(tr("Position in the capture"));
    m_slider->setToolTip(tr("Position in the capture"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 3, 10, 3);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_slider, 1);
    layout->addStretch(0);
    connect(m_slider, &QSlider::valueChanged, this, &PositionBar::onSliderMoved);
    connect(page->view()->verticalScrollBar(), &QScrollBar::valueChanged, this, &PositionBar::onScrolled);
    connect(page->view()->verticalScrollBar(), &QScrollBar::sliderReleased, this, &PositionBar::onScrolled);
    // Whatever changes what is in view, once the view has seen to it: rows that come, a filter, its size.
    m_soon->setSingleShot(true);
    m_soon->setInterval(0);
    connect(m_soon, &QTimer::timeout, this, &PositionBar::refresh);
    const auto soon = [this] { m_soon->start(); };
    for (auto signal : { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved }) {
        connect(page->model(), signal, this, soon);
    }
    connect(page->model(), &QAbstractItemModel::modelReset, this, soon);
    connect(page->model(), &QAbstractItemModel::layoutChanged, this, soon);
    connect(page->view()->verticalScrollBar(), &QScrollBar::rangeChanged, this, soon);
    page->view()->viewport()->installEventFilter(this);
    connect(page->model(), &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_current = m_page->view()->currentIndex().isValid() ? m_page->currentMessage().id : 0;
    });
    connect(page->model(), &QAbstractItemModel::modelReset, this, &PositionBar::keepCurrent);
    // After the page, which was connected before.
    connect(session, &TailSession::published, this, &PositionBar::onPublished);
    connect(session, &CaptureSession::extentChanged, this, &PositionBar::refresh);
    connect(page->model(), &TailModel::filterProgressed, this, [this] {
        if (m_goal != 0) {
            onPublished();
        }
    });
    connect(session, &CaptureSession::numberFound, this, [this](quint64 number, quint64 row) {
        if (row == 0) {
            m_page->sayRowIsMissing(number);
            return;
        }
        select(row);
    });
    connect(page, &TailPage::rowSought, session, &CaptureSession::lookAtNumber);
    page->view()->installEventFilter(this);
    refresh();
}

PositionBar::~PositionBar() = default;

QString PositionBar::text() const
{
    return m_text->text();
}

void PositionBar::goTo(quint64 row)
{
    m_page->setFollowing(false);
    m_goal = std::clamp<quint64>(row, 1, std::max<quint64>(1, m_session->extent().rows));
    m_session->lookAt(m_goal);
    onPublished();
}

void PositionBar::select(quint64 row)
{
    m_select = true;
    goTo(row);
}

void PositionBar::onPublished()
{
    const StoreSnapshot &rows = m_page->model()->snapshot();
    const bool here = m_goal != 0 && rows.contains(m_goal);
    int row = -1;
    // The next one, where it is not among those that are shown.
    for (quint64 id = m_goal; here && row < 0 && id < std::min(rows.endId(), m_goal + nearRows); ++id) {
        row = m_page->model()->rowOf(id);
    }
    // It may pass the filter, which has not come to it yet.
    const FilterRun *filter = m_page->model()->filterRun();
    const bool waits = here && m_page->model()->rowOf(m_goal) < 0 && m_page->model()->hidesRows() && filter->isBusy();
    if (here && !waits) {
        const quint64 goal = m_page->model()->idAt(row);
        m_goal = 0;
        if (std::exchange(m_select, false)) {
            m_page->selectRow(goal);
        } else if (row >= 0) {
            m_page->view()->verticalScrollBar()->setValue(row);
        }
    }
    refresh();
}

// Rows that come in before those that are shown make the model begin anew; the current row stays what it was.
void PositionBar::keepCurrent()
{
    const int row = m_current == 0 ? -1 : m_page->model()->rowOf(m_current);
    if (row >= 0) {
        m_page->view()->selectionModel()->setCurrentIndex(
            m_page->model()->index(row, TailModel::PreviewColumn),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
}

void PositionBar::onScrolled()
{
    refresh();
    // Rows that come and go would move the bar under the pointer: when it is let go.
    if (m_goal == 0 && !m_page->view()->verticalScrollBar()->isSliderDown()) {
        const auto *view = m_page->view();
        const int middle = view->rowAt(view->viewport()->height() / 2);
        const quint64 id = m_page->model()->idAt(std::max(middle, 0));
        if (id != 0 && m_session->extent().windowed) {
            m_session->lookAt(id);
        }
    }
}

quint64 PositionBar::rowOfValue(int value) const
{
    const quint64 rows = m_session->extent().rows;
    return rows == 0 ? 1 : 1 + quint64(double(rows - 1) * value / sliderSteps);
}

void PositionBar::onSliderMoved(int value)
{
    goTo(rowOfValue(value));
}

// Numbers as they stand beside the rows; markers have none.
QString PositionBar::rowsText() const
{
    const TailModel *model = m_page->model();
    const auto *view = m_page->view();
    const int top = std::max(0, view->rowAt(0));
    const int under = view->rowAt(view->viewport()->height() - 1);
    const int bottom = under < 0 ? model->rowCount() - 1 : under;
    quint64 first = 0;
    quint64 last = 0;
    for (int row = top; row <= bottom && first == 0; ++row) {
        const Message message = model->messageAt(row);
        first = message.isData() ? message.number : 0;
    }
    for (int row = bottom; row >= top && last == 0; --row) {
        const Message message = model->messageAt(row);
        last = message.isData() ? message.number : 0;
    }
    const QLocale locale;
    const quint64 count = m_session->extent().dataRows;
    const quint64 begin = m_session->header().firstNumber;
    if (first == 0) {
        return tr("%Ln row(s)", nullptr, int(std::min<quint64>(count, INT_MAX)));
    }
    return begin == 1
        ? tr("Rows %1 to %2 of %3").arg(locale.toString(first), locale.toString(last), locale.toString(count))
        : tr("Rows %1 to %2, of %3 to %4")
              .arg(locale.toString(first), locale.toString(last), locale.toString(begin),
                   locale.toString(begin + count - 1));
}

void PositionBar::refresh()
{
    const CaptureExtent &extent = m_session->extent();
    const quint64 shown = m_page->model()->idAt(std::max(0, m_page->view()->rowAt(0)));
    // A filter that lets nothing pass looks at a place, too.
    const quint64 top = shown != 0 ? shown : m_page->model()->snapshot().firstId();
    QString text = rowsText();
    if (extent.indexed < extent.size) {
        text += u" · "_s + tr("looking through the file, %1 %").arg(extent.indexed * 100 / extent.size);
    } else if (extent.tornBytes > 0) {
        text += u" · "_s
            + tr("%n byte(s) of a last row that was not written to its end are left out", nullptr,
                 int(std::min<qint64>(extent.tornBytes, INT_MAX)));
    }
    m_text->setText(text);
    m_slider->setVisible(extent.windowed);
    if (!m_slider->isSliderDown() && m_goal == 0 && extent.rows > 1) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(int(double(std::max<quint64>(top, 1) - 1) * sliderSteps / double(extent.rows - 1)));
    }
}

// Home and End mean the capture, not what is loaded of it.
bool PositionBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show) {
        m_soon->start();
    }
    if (event->type() == QEvent::KeyPress && m_session->extent().windowed) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Home || key == Qt::Key_End) {
            m_select = true;
            goTo(key == Qt::Key_Home ? 1 : m_session->extent().rows);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PositionBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::colours(palette()).border);
}

} // namespace Tailwater

#include "moc_positionbar.cpp"
