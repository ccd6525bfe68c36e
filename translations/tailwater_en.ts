<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Tailwater</name>
    <message numerus="yes">
        <source>Reading keeps this stream alive: its lifetime of %n second(s) begins anew with every read.</source>
        <translation>
            <numerusform>Reading keeps this stream alive: its lifetime of %n second begins anew with every read.</numerusform>
            <numerusform>Reading keeps this stream alive: its lifetime of %n seconds begins anew with every read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureCommands</name>
    <message numerus="yes">
        <source>The whole capture %1, %Ln row(s)</source>
        <translation>
            <numerusform>The whole capture %1, %Ln row</numerusform>
            <numerusform>The whole capture %1, %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) held of %1</source>
        <translation>
            <numerusform>%Ln row held of %1</numerusform>
            <numerusform>%Ln rows held of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected row(s) of %1</source>
        <translation>
            <numerusform>%Ln selected row of %1</numerusform>
            <numerusform>%Ln selected rows of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was read of %1, %Ln row(s)</source>
        <translation>
            <numerusform>What was read of %1, %Ln row</numerusform>
            <numerusform>What was read of %1, %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureSearcher</name>
    <message numerus="yes">
        <source>Given up: the regular expression takes too many steps on %n rows.</source>
        <translation>
            <numerusform>Given up: the regular expression takes too many steps on %n row.</numerusform>
            <numerusform>Given up: the regular expression takes too many steps on %n rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureStrip</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::ComposerPanel</name>
    <message numerus="yes">
        <source>A Stream-Seq fits one append, and these are %n.</source>
        <translation>
            <numerusform>A Stream-Seq fits one append, and this is %n.</numerusform>
            <numerusform>A Stream-Seq fits one append, and these are %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Will store %Ln message(s), one for each line</source>
        <translation>
            <numerusform>Will store %Ln message, one for each line</numerusform>
            <numerusform>Will store %Ln messages, one for each line</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Will store %Ln message(s), each filled in anew</source>
        <translation>
            <numerusform>Will store %Ln message, filled in anew</numerusform>
            <numerusform>Will store %Ln messages, each filled in anew</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::DiffView</name>
    <message numerus="yes">
        <source>%Ln value(s) differ from row %1.</source>
        <translation>
            <numerusform>%Ln value differs from row %1.</numerusform>
            <numerusform>%Ln values differ from row %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) are the same, written otherwise.</source>
        <translation>
            <numerusform>%Ln value is the same, written otherwise.</numerusform>
            <numerusform>%Ln values are the same, written otherwise.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::ExplorerPanel</name>
    <message numerus="yes">
        <source>%Ln stream(s) known. The registry names all there are.</source>
        <translation>
            <numerusform>%Ln stream known. The registry names all there are.</numerusform>
            <numerusform>%Ln streams known. The registry names all there are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stream(s) known. The registry may not name them all.</source>
        <translation>
            <numerusform>%Ln stream known. The registry may not name them all.</numerusform>
            <numerusform>%Ln streams known. The registry may not name them all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln stream(s) match.</source>
        <translation>
            <numerusform>%1 of %Ln stream match.</numerusform>
            <numerusform>%1 of %Ln streams match.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::ExportDialog</name>
    <message numerus="yes">
        <source>%Ln row(s) exported to %1</source>
        <translation>
            <numerusform>%Ln row exported to %1</numerusform>
            <numerusform>%Ln rows exported to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) were left out: they have no place in this format.</source>
        <translation>
            <numerusform>%Ln row was left out: it has no place in this format.</numerusform>
            <numerusform>%Ln rows were left out: they have no place in this format.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::FilterBar</name>
    <message numerus="yes">
        <source>%n message(s) shown without a decision: the regular expression takes more than %L1 steps on them.</source>
        <translation>
            <numerusform>%n message shown without a decision: the regular expression takes more than %L1 steps on it.</numerusform>
            <numerusform>%n messages shown without a decision: the regular expression takes more than %L1 steps on them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::FilterRun</name>
    <message numerus="yes">
        <source>The regular expression takes more than %L1 steps on %n message(s): make it simpler, for instance without one repetition inside another.</source>
        <translation>
            <numerusform>The regular expression takes more than %L1 steps on %n message: make it simpler, for instance without one repetition inside another.</numerusform>
            <numerusform>The regular expression takes more than %L1 steps on %n messages: make it simpler, for instance without one repetition inside another.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::ForkPoint</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::HelpWindow</name>
    <message numerus="yes">
        <source>on %n page(s)</source>
        <translation>
            <numerusform>on %n page</numerusform>
            <numerusform>on %n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::LargeTextBar</name>
    <message numerus="yes">
        <source>%1 in %n line(s): only the beginning is shown. It is sent as it was put in.</source>
        <translation>
            <numerusform>%1 in %n line: only the beginning is shown. It is sent as it was put in.</numerusform>
            <numerusform>%1 in %n lines: only the beginning is shown. It is sent as it was put in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::LibraryPanel</name>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%n template imported.</numerusform>
            <numerusform>%n templates imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::LifetimeField</name>
    <message numerus="yes">
        <source>The source lives for %n second(s) after it was last read or written. The fork gets the same time, renewed by its own readers and writers.</source>
        <translation>
            <numerusform>The source lives for %n second after it was last read or written. The fork gets the same time, renewed by its own readers and writers.</numerusform>
            <numerusform>The source lives for %n seconds after it was last read or written. The fork gets the same time, renewed by its own readers and writers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::MainWindow</name>
    <message numerus="yes">
        <source>%n connection(s) imported, without secrets.</source>
        <translation>
            <numerusform>%n connection imported, without secrets.</numerusform>
            <numerusform>%n connections imported, without secrets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) exported, without secrets.</source>
        <translation>
            <numerusform>%n connection exported, without secrets.</numerusform>
            <numerusform>%n connections exported, without secrets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) found.</source>
        <translation>
            <numerusform>%n stream found.</numerusform>
            <numerusform>%n streams found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) added to the list.</source>
        <translation>
            <numerusform>%n stream added to the list.</numerusform>
            <numerusform>%n streams added to the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) sent again.</source>
        <translation>
            <numerusform>%n message sent again.</numerusform>
            <numerusform>%n messages sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::MetadataPanel</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::OverviewStrip</name>
    <message numerus="yes">
        <source>%n match(es) of the filter</source>
        <translation>
            <numerusform>%n match of the filter</numerusform>
            <numerusform>%n matches of the filter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n malformed row(s)</source>
        <translation>
            <numerusform>%n malformed row</numerusform>
            <numerusform>%n malformed rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::Payload</name>
    <message numerus="yes">
        <source>Will store %n message(s)</source>
        <translation>
            <numerusform>Will store %n message</numerusform>
            <numerusform>Will store %n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::PositionBar</name>
    <message numerus="yes">
        <source>%n byte(s) of a last row that was not written to its end are left out</source>
        <translation>
            <numerusform>%n byte of a last row that was not written to its end is left out</numerusform>
            <numerusform>%n bytes of a last row that was not written to its end are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::ResendDialog</name>
    <message numerus="yes">
        <source>Resend %n message(s)?</source>
        <translation>
            <numerusform>Resend %n message?</numerusform>
            <numerusform>Resend %n messages?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) sent again</source>
        <translation>
            <numerusform>%n message sent again</numerusform>
            <numerusform>%n messages sent again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::RuleNotices</name>
    <message numerus="yes">
        <source>%n more row(s) passed a rule since.</source>
        <translation>
            <numerusform>%n more row passed a rule since.</numerusform>
            <numerusform>%n more rows passed a rule since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::SandboxGuard</name>
    <message numerus="yes">
        <source>Quit, and lose %n stream(s) in the sandbox?</source>
        <translation>
            <numerusform>Quit, and lose %n stream in the sandbox?</numerusform>
            <numerusform>Quit, and lose %n streams in the sandbox?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::SendAgain</name>
    <message numerus="yes">
        <source>Only the first %n byte(s) of the body are known, so it cannot be sent again.</source>
        <translation>
            <numerusform>Only the first byte of the body is known, so it cannot be sent again.</numerusform>
            <numerusform>Only the first %n bytes of the body are known, so it cannot be sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::SendResult</name>
    <message numerus="yes">
        <source>The same message goes again in %n second(s).</source>
        <translation>
            <numerusform>The same message goes again in %n second.</numerusform>
            <numerusform>The same message goes again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n append(s)</source>
        <translation>
            <numerusform>%n append</numerusform>
            <numerusform>%n appends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stored once, after %n attempt(s)</source>
        <translation>
            <numerusform>stored once, after %n attempt</numerusform>
            <numerusform>stored once, after %n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n message(s) stored</source>
        <translation>
            <numerusform>%1 of %n message stored</numerusform>
            <numerusform>%1 of %n messages stored</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::Snapshot</name>
    <message numerus="yes">
        <source>Server: %1, %2, %n stream(s)</source>
        <translation>
            <numerusform>Server: %1, %2, %n stream</numerusform>
            <numerusform>Server: %1, %2, %n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::StatusStrip</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⚠ View is %n s behind; data is safe</source>
        <translation>
            <numerusform>⚠ View is %n s behind; data is safe</numerusform>
            <numerusform>⚠ View is %n s behind; data is safe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::StreamQuestion</name>
    <message numerus="yes">
        <source>&amp;Close %n Stream(s)</source>
        <translation>
            <numerusform>&amp;Close %n Stream</numerusform>
            <numerusform>&amp;Close %n Streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %n Stream(s)</source>
        <translation>
            <numerusform>&amp;Delete %n Stream</numerusform>
            <numerusform>&amp;Delete %n Streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %n stream(s)?</source>
        <translation>
            <numerusform>Close %n stream?</numerusform>
            <numerusform>Close %n streams?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n stream(s)?</source>
        <translation>
            <numerusform>Delete %n stream?</numerusform>
            <numerusform>Delete %n streams?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) could not be closed.</source>
        <translation>
            <numerusform>%n stream could not be closed.</numerusform>
            <numerusform>%n streams could not be closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) could not be deleted.</source>
        <translation>
            <numerusform>%n stream could not be deleted.</numerusform>
            <numerusform>%n streams could not be deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::TailModel</name>
    <message numerus="yes">
        <source>Row %1, received %2, %n byte(s)</source>
        <translation>
            <numerusform>Row %1, received %2, %n byte</numerusform>
            <numerusform>Row %1, received %2, %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::TailPage</name>
    <message numerus="yes">
        <source>%n row(s) were left out: they are not JSON.</source>
        <translation>
            <numerusform>%n row was left out: it is not JSON.</numerusform>
            <numerusform>%n rows were left out: they are not JSON.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s) passed a rule since.</source>
        <translation>
            <numerusform>%n more row passed a rule since.</numerusform>
            <numerusform>%n more rows passed a rule since.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) looked at. New ones are shown here when they pass.</source>
        <translation>
            <numerusform>%Ln message looked at. New ones are shown here when they pass.</numerusform>
            <numerusform>%Ln messages looked at. New ones are shown here when they pass.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::WholeFile</name>
    <message numerus="yes">
        <source>%Ln pass(es) the filter</source>
        <translation>
            <numerusform>%Ln passes the filter</numerusform>
            <numerusform>%Ln pass the filter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them without a decision.</source>
        <translation>
            <numerusform>%n of them without a decision.</numerusform>
            <numerusform>%n of them without a decision.</numerusform>
        </translation>
    </message>
</context>
</TS>
