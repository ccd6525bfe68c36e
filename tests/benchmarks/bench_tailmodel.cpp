// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Targets 18, 19 and 20: what the store and the view cost, a row and a frame.

#include "bench_tail.h"

#include "highlight/highlighting.h"
#include "highlight/linehighlighter.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QImage>
#include <QPainter>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTextLayout>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace TailBenchmark {

namespace {

constexpr QSize frameSize(1200, 800);

// Milliseconds a frame takes, at random places.
std::vector<double> frames(Bench &bench, int count)
{
    QImage image(frameSize, QImage::Format_ARGB32_Premultiplied);
    QRandomGenerator random(7);
    bench.view.setFollowing(false);
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QScrollBar *bar = bench.view.verticalScrollBar();
        bar->setValue(int(random.bounded(bar->maximum())));
        const auto start = Benchmark::processorTime();
        bench.view.viewport()->render(&image);
        times.push_back((Benchmark::processorTime() - start).count() * 1000);
    }
    return times;
}

// The least any view does: the ground of each row, and as much copying as a widget does.
double fillOnly()
{
    QImage image(frameSize, QImage::Format_ARGB32_Premultiplied);
    QWidget widget;
    widget.resize(frameSize);
    std::vector<double> times;
    for (int i = 0; i < 100; ++i) {
        const auto start = Benchmark::processorTime();
        widget.render(&image);
        QPainter painter(&image);
        for (int y = 0; y < frameSize.height(); y += 20) {
            painter.fillRect(0, y, frameSize.width(), 20, y % 40 ? Qt::white : Qt::lightGray);
        }
        painter.end();
        times.push_back((Benchmark::processorTime() - start).count() * 1000);
    }
    return percentile(times, 0.5);
}

// The same rows as they are painted elsewhere: highlighted for each frame, one layout a row.
double layoutPainting(const Bench &bench)
{
    QImage image(frameSize, QImage::Format_ARGB32_Premultiplied);
    LineHighlighter highlighter;
    highlighter.setDefinition(Highlighting::instance()->definitionFor("application/json"));
    highlighter.setTheme(Highlighting::instance()->theme());
    const int rows = bench.view.viewport()->height()
        / bench.view.rowHeight();
    std::vector<double> times;
    for (int frame = 0; frame < 30; ++frame) {
        const auto start = Benchmark::processorTime();
        QPainter painter(&image);
        for (int row = 0; row < rows; ++row) {
            const QString text
                = bench.model.index(frame * rows + row, TailModel::PreviewColumn).data().toString();
            QTextLayout layout(text, bench.view.font());
            QList<QTextLayout::FormatRange> formats;
            for (const ColourSpan &span : highlighter.spans(text)) {
                QTextCharFormat format;
                format.setForeground(span.colour.isValid() ? span.colour : QColor(Qt::black));
                formats.append({ span.begin, span.length, format });
            }
            layout.setFormats(formats);
            layout.beginLayout();
            layout.createLine();
            layout.endLayout();
            layout.draw(&painter, QPointF(200, row * 20));
        }
        painter.end();
        times.push_back((Benchmark::processorTime() - start).count() * 1000);
    }
    return percentile(times, 0.5);
}

// Nanoseconds a line that a text editor takes for the same bytes, colours included if \a coloured.
double editorAppend(int lines, bool coloured)
{
    QPlainTextEdit editor;
    editor.resize(frameSize);
    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> highlighter;
    if (coloured) {
        highlighter = std::make_unique<KSyntaxHighlighting::SyntaxHighlighter>(editor.document());
        highlighter->setDefinition(Highlighting::instance()->definitionFor("application/json"));
        highlighter->setTheme(Highlighting::instance()->theme());
    }
    const DurableStreams::Batch batch = makeBatch(1000, 0);
    const auto start = Benchmark::processorTime();
    for (int i = 0; i < lines; i += 1000) {
        QString text;
        for (qsizetype k = 0; k < 1000; ++k) {
            text += QString::fromUtf8(batch.message(k)) + u'\n';
        }
        editor.appendPlainText(text);
    }
    return (Benchmark::processorTime() - start).count() * 1e9 / lines;
}

} // namespace

void measureStore(Benchmark::Report &report)
{
    using enum Benchmark::Gate;
    Bench bench;
    std::vector<DurableStreams::Batch> batches;
    for (int i = 0; i < 200; ++i) {
        batches.push_back(makeBatch(5000, quint64(i) * 5000));
    }
    const auto append = [&] {
        const auto start = Benchmark::processorTime();
        for (const DurableStreams::Batch &batch : batches) {
            bench.framer.add(batch, "application/json", 1'700'000'000'000);
            bench.show();
        }
        return (Benchmark::processorTime() - start).count() * 1e9 / double(retained);
    };
    const double fresh = append();
    // Not held any longer: what leaves a full ring must be free for what comes.
    const auto [footprint, payload] = [&bench] {
        const StoreSnapshot snapshot = bench.store.snapshot();
        return std::pair(snapshot.footprint(), snapshot.payloadBytes());
    }();
    report.atMost(20, Hard, u"append and view notification, an event"_s, fresh, 150, u"ns"_s);
    report.atMost(20, Hard, u"the same with the ring full, an event"_s, append(), 150, u"ns"_s);
    const double plain = editorAppend(50'000, false);
    const double coloured = editorAppend(10'000, true);
    report.atLeast(20, Hard, u"faster than QPlainTextEdit"_s, plain / fresh, 30, u"times"_s);
    report.atLeast(20, Hard, u"faster than QPlainTextEdit with highlighter"_s, coloured / fresh, 150,
                   u"times"_s);
    const double overhead = double(footprint - payload) / double(retained);
    report.atMost(19, Hard, u"store overhead, an event"_s, overhead, 16, u"B"_s);
    report.atMost(19, Soft, u"store overhead, an event"_s, overhead, 8.5, u"B"_s);

    MessageStore singles;
    Framer framer(&singles);
    for (quint64 i = 0; i < 100'000; ++i) {
        framer.add(makeBatch(1, i), "application/json", 1'700'000'000'000 + qint64(i) / 5);
    }
    singles.publish();
    const StoreSnapshot of = singles.snapshot();
    report.atMost("memory", Hard, u"store overhead, an event of an append of its own"_s,
                  double(of.footprint() - of.payloadBytes()) / 100'000, 32, u"B"_s);
}

void measureFrames(Benchmark::Report &report)
{
    using enum Benchmark::Gate;
    Bench small;
    small.fill(100'000);
    Bench big;
    big.fill(retained);
    frames(small, 20);
    frames(big, 20);
    const std::vector<double> few = frames(small, 300);
    const std::vector<double> many = frames(big, 300);
    const double median = percentile(many, 0.5);
    report.atMost(18, Hard, u"frame at 1 M rows, p99"_s, percentile(many, 0.99), 8, u"ms"_s);
    report.atMost(18, Hard, u"frame at 1 M rows over frame at 100 k rows"_s,
                  median / percentile(few, 0.5), 1.15, u"times"_s);
    // Filling costs next to nothing here; the milliseconds above are what was decided on.
    report.atMost(18, Soft, u"frame at 1 M rows over filling only"_s, median / fillOnly(), 3,
                  u"times"_s);
    report.atMost(18, Hard, u"frame at 1 M rows over one layout a row"_s,
                  median / layoutPainting(big), 0.334, u"times"_s);
}

} // namespace TailBenchmark
