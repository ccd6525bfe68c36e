<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Tailwater</name>
    <message>
        <source>Reading resumes at %1.</source>
        <translation>Das Lesen geht bei %1 weiter.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Die Verbindung ist abgebrochen.</translation>
    </message>
    <message>
        <source>Attempt %1 in %2 s.</source>
        <translation>Versuch %1 in %2 s.</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Catch-up paused</source>
        <translation>Aufholen angehalten</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Rate limited</source>
        <translation>Gebremst</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Closed (EOF)</source>
        <translation>Geschlossen (EOF)</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Verschwunden</translation>
    </message>
    <message>
        <source>Recreated</source>
        <translation>Neu angelegt</translation>
    </message>
    <message>
        <source>Unauthorised</source>
        <translation>Nicht berechtigt</translation>
    </message>
    <message>
        <source>TLS error</source>
        <translation>TLS-Fehler</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>SSE</source>
        <translation>SSE</translation>
    </message>
    <message>
        <source>long-poll</source>
        <translation>Long-Poll</translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation>Angehalten bei %1</translation>
    </message>
    <message>
        <source>The server has no stream here: it never existed, was deleted, or expired.</source>
        <translation>Hier hat der Server keinen Stream: Es gab ihn nie, er wurde gelöscht oder ist abgelaufen.</translation>
    </message>
    <message>
        <source>The server does not hold this position any more: the stream was deleted while forks remain, or what lies here is past its retention.</source>
        <translation>Der Server hält diese Position nicht mehr vor: Der Stream wurde gelöscht, während Forks bestehen, oder die Aufbewahrungszeit ist vorbei.</translation>
    </message>
    <message>
        <source>The server asks for credentials, or does not accept those it got.</source>
        <translation>Der Server verlangt Zugangsdaten oder nimmt die gesendeten nicht an.</translation>
    </message>
    <message>
        <source>These credentials do not allow reading this stream.</source>
        <translation>Diese Zugangsdaten erlauben nicht, diesen Stream zu lesen.</translation>
    </message>
    <message>
        <source>The server asks to slow down.</source>
        <translation>Der Server bittet, langsamer zu machen.</translation>
    </message>
    <message>
        <source>The server does not accept the saved position. The stream may have been recreated.</source>
        <translation>Der Server nimmt die gespeicherte Position nicht an. Vielleicht wurde der Stream neu angelegt.</translation>
    </message>
    <message>
        <source>The stream was recreated: this is not the one that was read before.</source>
        <translation>Der Stream wurde neu angelegt: Es ist nicht der, der vorher gelesen wurde.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Reading failed.</source>
        <translation>Das Lesen ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The server said: %1</source>
        <translation>Der Server sagt: %1</translation>
    </message>
    <message>
        <source>%1, %2 rows</source>
        <translation>%1, %2 Zeilen</translation>
    </message>
    <message>
        <source>Catch-up paused at %1, %2 rows. More lies before the tail.</source>
        <translation>Aufholen angehalten bei %1, %2 Zeilen. Bis zum Ende kommt noch mehr.</translation>
    </message>
    <message>
        <source>Stopped. Resume reads on without a gap.</source>
        <translation>Angehalten. „Fortsetzen“ liest ohne Lücke weiter.</translation>
    </message>
    <message>
        <source>Stopped at %1. Resume reads on without a gap.</source>
        <translation>Angehalten bei %1. „Fortsetzen“ liest ohne Lücke weiter.</translation>
    </message>
    <message>
        <source>Complete: the stream is closed, no more data can arrive.</source>
        <translation>Vollständig: Der Stream ist geschlossen, es kann nichts mehr kommen.</translation>
    </message>
    <message>
        <source>JWT header (signature not checked)</source>
        <translation>JWT-Kopf (Signatur nicht geprüft)</translation>
    </message>
    <message>
        <source>JWT payload (signature not checked)</source>
        <translation>JWT-Inhalt (Signatur nicht geprüft)</translation>
    </message>
    <message>
        <source>Time (UTC, then local)</source>
        <translation>Zeit (UTC, dann lokal)</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>Reading keeps this stream alive: its lifetime begins anew with every read.</source>
        <translation>Lesen hält diesen Stream am Leben: Seine Lebenszeit beginnt mit jedem Lesen von vorn.</translation>
    </message>
    <message numerus="yes">
        <source>Reading keeps this stream alive: its lifetime of %n second(s) begins anew with every read.</source>
        <translation>
            <numerusform>Lesen hält diesen Stream am Leben: Seine Lebenszeit von %n Sekunde beginnt mit jedem Lesen von vorn.</numerusform>
            <numerusform>Lesen hält diesen Stream am Leben: Seine Lebenszeit von %n Sekunden beginnt mit jedem Lesen von vorn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Mitschnitt</translation>
    </message>
    <message>
        <source>The server could not be reached.</source>
        <translation>Der Server war nicht zu erreichen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::AboutDialog</name>
    <message>
        <source>About Tailwater</source>
        <translation>Über Tailwater</translation>
    </message>
    <message>
        <source>&amp;Made with:</source>
        <translation>&amp;Gemacht mit:</translation>
    </message>
    <message>
        <source>C&amp;opy Versions</source>
        <translation>Versionen k&amp;opieren</translation>
    </message>
    <message>
        <source>For a report about a bug</source>
        <translation>Für den Bericht über einen Fehler</translation>
    </message>
    <message>
        <source>Tailwater&apos;s icon</source>
        <translation>Symbol von Tailwater</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Tailwater %1&lt;/h3&gt;&lt;p&gt;Watch, inspect and write Durable Streams.&lt;/p&gt;&lt;p&gt;© 2026 The Tailwater authors. MIT licence.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Tailwater %1&lt;/h3&gt;&lt;p&gt;Durable Streams ansehen, untersuchen und beschreiben.&lt;/p&gt;&lt;p&gt;© 2026 Die Autoren von Tailwater. MIT-Lizenz.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>die des Systems</translation>
    </message>
</context>
<context>
    <name>Tailwater::Application</name>
    <message>
        <source>sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Tailwater crashed the last time. Please report it with %1.</source>
        <translation>Tailwater ist beim letzten Mal abgestürzt. Bitte melden Sie das mit %1.</translation>
    </message>
    <message>
        <source>Some settings could not be read; they were set aside as %1.</source>
        <translation>Manche Einstellungen waren nicht lesbar; sie liegen nun als %1 beiseite.</translation>
    </message>
    <message>
        <source>STREAM_AUTH is for STREAM_URL, and does not go to %1.</source>
        <translation>STREAM_AUTH gehört zu STREAM_URL und geht nicht an %1.</translation>
    </message>
</context>
<context>
    <name>Tailwater::AuthenticationPage</name>
    <message>
        <source>U&amp;ser</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>Benutzer und Passwort</translation>
    </message>
    <message>
        <source>Authorization header as it is</source>
        <translation>Authorization-Kopf, wie er ist</translation>
    </message>
    <message>
        <source>In the keychain of this computer</source>
        <translation>Im Schlüsselbund dieses Rechners</translation>
    </message>
    <message>
        <source>Until I quit</source>
        <translation>Bis ich beende</translation>
    </message>
    <message>
        <source>In a plain file, unprotected</source>
        <translation>In einer einfachen Datei, ungeschützt</translation>
    </message>
    <message>
        <source>Cre&amp;dentials</source>
        <translation>Zugangs&amp;daten</translation>
    </message>
    <message>
        <source>&amp;Headers and
parameters</source>
        <translation>&amp;Köpfe und
Parameter</translation>
    </message>
    <message>
        <source>&amp;Keep secrets</source>
        <translation>&amp;Geheimes aufheben</translation>
    </message>
    <message>
        <source>Headers and parameters that go with every request</source>
        <translation>Köpfe und Parameter, die mit jeder Anfrage gehen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheim</translation>
    </message>
    <message>
        <source>Add H&amp;eader</source>
        <translation>K&amp;opf hinzufügen</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Add &amp;Parameter</source>
        <translation>&amp;Parameter hinzufügen</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Wert</translation>
    </message>
    <message>
        <source>Everybody who can read your files can use these secrets.</source>
        <translation>Wer Ihre Dateien lesen kann, kann diese Zugangsdaten benutzen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::BurstBar</name>
    <message>
        <source>Progress of the burst</source>
        <translation>Fortschritt der Serie</translation>
    </message>
    <message>
        <source>How many messages</source>
        <translation>Wie viele Nachrichten</translation>
    </message>
    <message>
        <source>How fast</source>
        <translation>Wie schnell</translation>
    </message>
    <message>
        <source>as fast as possible</source>
        <translation>so schnell wie möglich</translation>
    </message>
    <message>
        <source>at a rate of</source>
        <translation>im Takt von</translation>
    </message>
    <message>
        <source>Messages a second</source>
        <translation>Nachrichten je Sekunde</translation>
    </message>
    <message>
        <source> /s</source>
        <translation> /s</translation>
    </message>
    <message>
        <source>Requests that are on their way at the same time</source>
        <translation>Anfragen, die zugleich unterwegs sind</translation>
    </message>
    <message>
        <source>%1 of %2 stored · %3 /s</source>
        <translation>%1 von %2 gespeichert · %3 /s</translation>
    </message>
    <message>
        <source>batches p50 %1 ms, p95 %2 ms</source>
        <translation>Teile p50 %1 ms, p95 %2 ms</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>%1 were on their way: they may or may not be stored.</source>
        <translation>%1 waren unterwegs: Vielleicht sind sie gespeichert, vielleicht nicht.</translation>
    </message>
    <message>
        <source>%1 were not sent.</source>
        <translation>%1 wurden nicht gesendet.</translation>
    </message>
    <message>
        <source>It took %1 s.</source>
        <translation>Es dauerte %1 s.</translation>
    </message>
    <message>
        <source>Burst to %1</source>
        <translation>Serie an %1</translation>
    </message>
    <message>
        <source>Wanted: %1, stored: %2, perhaps stored: %3, not sent: %4</source>
        <translation>Gewünscht: %1, gespeichert: %2, vielleicht gespeichert: %3, nicht gesendet: %4</translation>
    </message>
    <message>
        <source>Time: %1 s, %2 messages a second, %3 in %4 requests</source>
        <translation>Zeit: %1 s, %2 Nachrichten je Sekunde, %3 in %4 Anfragen</translation>
    </message>
    <message>
        <source>Latency of a batch: p50 %1 ms, p95 %2 ms (steps of five per cent)</source>
        <translation>Dauer eines Teils: p50 %1 ms, p95 %2 ms (in Stufen von fünf Prozent)</translation>
    </message>
    <message>
        <source>Ended by: %1</source>
        <translation>Beendet durch: %1</translation>
    </message>
    <message>
        <source>Stopped by hand</source>
        <translation>Von Hand angehalten</translation>
    </message>
    <message>
        <source>Burst to %1:</source>
        <translation>Serie an %1:</translation>
    </message>
    <message>
        <source>Copy Summary</source>
        <translation>Zusammenfassung kopieren</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>in parallel</source>
        <translation>gleichzeitig</translation>
    </message>
</context>
<context>
    <name>Tailwater::BurstRun</name>
    <message>
        <source>Message %1 cannot be sent: it is empty, or no JSON value, once it is filled in.</source>
        <translation>Nachricht %1 kann nicht gesendet werden: Sie ist leer oder kein JSON-Wert, sobald die Variablen eingesetzt sind.</translation>
    </message>
    <message>
        <source>Check the text and its variables.</source>
        <translation>Prüfen Sie den Text und seine Variablen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::Capture</name>
    <message>
        <source>This is not a capture: its first line is not the header of one.</source>
        <translation>Dies ist kein Mitschnitt: Seine erste Zeile ist nicht der Kopf von einem.</translation>
    </message>
    <message>
        <source>This capture has format version %1, made by a newer Tailwater; this one reads up to version %2.</source>
        <translation>Dieser Mitschnitt hat das Format Version %1 eines neueren Tailwater; dieses liest bis Version %2.</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 ist leer.</translation>
    </message>
    <message>
        <source>%1 cannot be read to its end.</source>
        <translation>%1 ist nicht bis zum Ende zu lesen.</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>sie ist leer</translation>
    </message>
    <message>
        <source>it is not one JSON object</source>
        <translation>sie ist nicht ein JSON-Objekt</translation>
    </message>
    <message>
        <source>its member “%1” cannot be read</source>
        <translation>ihr Bestandteil „%1“ ist nicht lesbar</translation>
    </message>
    <message>
        <source>it is a marker and data at once</source>
        <translation>sie ist Marke und Daten zugleich</translation>
    </message>
    <message>
        <source>it has none of the members “text”, “b64” and “marker”</source>
        <translation>sie hat keinen der Bestandteile „text“, „b64“ und „marker“</translation>
    </message>
    <message>
        <source>%1 cannot be written. %2</source>
        <translation>%1 kann nicht geschrieben werden. %2</translation>
    </message>
    <message>
        <source>%1 cannot be written any more. %2</source>
        <translation>%1 kann nicht weiter geschrieben werden. %2</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, or choose a folder on another disk.</source>
        <translation>Die Platte ist voll. Schaffen Sie Platz, oder wählen Sie einen Ordner auf einer anderen Platte.</translation>
    </message>
    <message>
        <source>Writing there is not allowed (%1). Choose a folder of your own.</source>
        <translation>Dort darf nicht geschrieben werden (%1). Wählen Sie einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>The system says: %1. Choose another folder, or another name.</source>
        <translation>Das System meldet: %1. Wählen Sie einen anderen Ordner oder einen anderen Namen.</translation>
    </message>
    <message>
        <source>the capture of %1</source>
        <translation>dem Mitschnitt von %1</translation>
    </message>
    <message>
        <source>%1 is being written by %2. Choose another file, or end that first.</source>
        <translation>%1 wird gerade von %2 geschrieben. Wählen Sie eine andere Datei, oder beenden Sie das zuerst.</translation>
    </message>
    <message>
        <source>another Tailwater (process %1)</source>
        <translation>einem anderen Tailwater (Prozess %1)</translation>
    </message>
    <message>
        <source>another Tailwater</source>
        <translation>einem anderen Tailwater</translation>
    </message>
    <message>
        <source>Its last line is damaged, so that nobody can tell where it goes on.</source>
        <translation>Seine letzte Zeile ist beschädigt, sodass niemand sagen kann, wo es weitergeht.</translation>
    </message>
    <message>
        <source>Its last row does not say where in the stream it is.</source>
        <translation>Seine letzte Zeile sagt nicht, an welcher Stelle des Streams sie steht.</translation>
    </message>
    <message>
        <source>Its last row came by SSE, which does not say how many bytes it had on the server.</source>
        <translation>Seine letzte Zeile kam per SSE, das nicht sagt, wie viele Bytes sie auf dem Server hatte.</translation>
    </message>
    <message>
        <source>It holds no row, so that nobody can tell where it goes on.</source>
        <translation>Er enthält keine Zeile, sodass niemand sagen kann, wo es weitergeht.</translation>
    </message>
    <message>
        <source>%1 is not as it was: something else has written to it. Capture into another file.</source>
        <translation>%1 ist nicht mehr, wie es war: Etwas anderes hat hineingeschrieben. Schneiden Sie in eine andere Datei mit.</translation>
    </message>
    <message>
        <source>%1 is open here: a tab shows it, or an export or a replay reads it. Choose another file, or close that first.</source>
        <translation>%1 ist hier offen: Ein Tab zeigt die Datei, oder ein Export oder ein Abspielen liest sie. Wählen Sie eine andere, oder schließen Sie das zuerst.</translation>
    </message>
    <message>
        <source>it has more than one of the members “text” and “b64”</source>
        <translation>sie hat mehr als eines der Felder „text“ und „b64“</translation>
    </message>
    <message>
        <source>%1 has changed since it was opened.</source>
        <translation>%1 hat sich geändert, seit die Datei geöffnet wurde.</translation>
    </message>
    <message>
        <source>“Reload” in its tab shows what it holds now.</source>
        <translation>„Neu laden“ in ihrem Tab zeigt, was sie jetzt enthält.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureCommands</name>
    <message>
        <source>Open C&amp;apture…</source>
        <translation>&amp;Mitschnitt öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Ca&amp;pture…</source>
        <translation>Mitschnei&amp;den&#xa0;…</translation>
    </message>
    <message>
        <source>S&amp;top Capture</source>
        <translation>Mitschnitt &amp;beenden</translation>
    </message>
    <message>
        <source>Expo&amp;rt…</source>
        <translation>Exp&amp;ortieren&#xa0;…</translation>
    </message>
    <message>
        <source>Repl&amp;ay…</source>
        <translation>Abs&amp;pielen&#xa0;…</translation>
    </message>
    <message>
        <source>Open Capture</source>
        <translation>Mitschnitt öffnen</translation>
    </message>
    <message>
        <source>Captures (*.dscap)</source>
        <translation>Mitschnitte (*.dscap)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Close Tab</source>
        <translation>Reiter schließen</translation>
    </message>
    <message>
        <source>Closing this tab ends its capture. The file is complete up to now.</source>
        <translation>Diesen Reiter zu schließen beendet seinen Mitschnitt. Die Datei ist bis jetzt vollständig.</translation>
    </message>
    <message>
        <source>&amp;Close Tab</source>
        <translation>Reiter &amp;schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>A capture or a replay is running. Files are complete up to now, and a replay can be gone on with.</source>
        <translation>Ein Mitschnitt oder eine Wiedergabe läuft. Dateien sind bis jetzt vollständig, und eine Wiedergabe lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>The whole stream %1 on %2, from its beginning to its end as it is now</source>
        <translation>Der ganze Stream %1 auf %2, vom Anfang bis zu seinem jetzigen Ende</translation>
    </message>
    <message>
        <source>E&amp;xport Selection…</source>
        <translation>Auswahl e&amp;xportieren&#xa0;…</translation>
    </message>
    <message>
        <source>Re&amp;play Selection…</source>
        <translation>Aus&amp;wahl abspielen&#xa0;…</translation>
    </message>
    <message>
        <source>Captured to %1</source>
        <translation>Mitgeschnitten in %1</translation>
    </message>
    <message numerus="yes">
        <source>The whole capture %1, %Ln row(s)</source>
        <translation>
            <numerusform>Der ganze Mitschnitt %1, %Ln Zeile</numerusform>
            <numerusform>Der ganze Mitschnitt %1, %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) held of %1</source>
        <translation>
            <numerusform>%Ln gehaltene Zeile von %1</numerusform>
            <numerusform>%Ln gehaltene Zeilen von %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected row(s) of %1</source>
        <translation>
            <numerusform>%Ln gewählte Zeile von %1</numerusform>
            <numerusform>%Ln gewählte Zeilen von %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy Str&amp;eam…</source>
        <translation>St&amp;ream kopieren&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Unfinished Copies…</source>
        <translation>&amp;Unfertige Kopien&#xa0;…</translation>
    </message>
    <message numerus="yes">
        <source>What was read of %1, %Ln row(s)</source>
        <translation>
            <numerusform>Was von %1 gelesen wurde, %Ln Zeile</numerusform>
            <numerusform>Was von %1 gelesen wurde, %Ln Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureDialog</name>
    <message>
        <source>What arrives from &amp;now on</source>
        <translation>Was von &amp;jetzt an kommt</translation>
    </message>
    <message>
        <source>Capture %1</source>
        <translation>%1 mitschneiden</translation>
    </message>
    <message>
        <source>The rows &amp;held (%1), and what arrives</source>
        <translation>Die &amp;gehaltenen Zeilen (%1), und was kommt</translation>
    </message>
    <message>
        <source>From &amp;row %1 on, and what arrives</source>
        <translation>Ab &amp;Zeile %1, und was kommt</translation>
    </message>
    <message>
        <source>From the selected &amp;row on (no row is selected)</source>
        <translation>Ab der gewählten &amp;Zeile (keine ist gewählt)</translation>
    </message>
    <message>
        <source>Captures (*.dscap)</source>
        <translation>Mitschnitte (*.dscap)</translation>
    </message>
    <message>
        <source>Every row is written as it was received, with its time and offset, until you stop the capture. Freezing, clearing and filtering the view do not change it.</source>
        <translation>Jede Zeile wird geschrieben, wie sie empfangen wurde, mit Zeit und Offset, bis Sie den Mitschnitt beenden. Einfrieren, Leeren und Filtern der Ansicht ändern ihn nicht.</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Mitschneiden</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Capture</source>
        <translation>&amp;Mitschneiden</translation>
    </message>
    <message>
        <source>This file exists and will be replaced.</source>
        <translation>Diese Datei gibt es schon; sie wird ersetzt.</translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureFirst</name>
    <message>
        <source>&amp;Save a capture of each first</source>
        <translation>Von jedem zuerst einen Mitschnitt &amp;sichern</translation>
    </message>
    <message>
        <source>In the folder %1</source>
        <translation>Im Ordner %1</translation>
    </message>
    <message>
        <source>&amp;Save a capture first</source>
        <translation>Zuerst einen Mitschnitt &amp;sichern</translation>
    </message>
    <message>
        <source>Captures (*.dscap)</source>
        <translation>Mitschnitte (*.dscap)</translation>
    </message>
    <message>
        <source>File of the capture</source>
        <translation>Datei des Mitschnitts</translation>
    </message>
    <message>
        <source>This file exists. Choose another name.</source>
        <translation>Diese Datei gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Capturing %1: %2 rows</source>
        <translation>%1 wird mitgeschnitten: %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureRequests</name>
    <message>
        <source>%1 exists. Name another file, or add --overwrite to replace it.</source>
        <translation>%1 gibt es schon. Nennen Sie eine andere Datei, oder fügen Sie --overwrite hinzu, um sie zu ersetzen.</translation>
    </message>
    <message>
        <source>%1 is not captured. %2</source>
        <translation>%1 wird nicht mitgeschnitten. %2</translation>
    </message>
    <message>
        <source>%1 is not captured: no stream could be opened there.</source>
        <translation>%1 wird nicht mitgeschnitten: Dort ließ sich kein Stream öffnen.</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Mitschneiden</translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureResume</name>
    <message>
        <source>Go On in Another File</source>
        <translation>In einer anderen Datei fortsetzen</translation>
    </message>
    <message>
        <source>Captures (*.dscap)</source>
        <translation>Mitschnitte (*.dscap)</translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureSearcher</name>
    <message>
        <source>%1 cannot be read to its end.</source>
        <translation>%1 lässt sich nicht bis zum Ende lesen.</translation>
    </message>
    <message numerus="yes">
        <source>Given up: the regular expression takes too many steps on %n rows.</source>
        <translation>
            <numerusform>Aufgegeben: Der reguläre Ausdruck braucht für %n Zeile zu viele Schritte.</numerusform>
            <numerusform>Aufgegeben: Der reguläre Ausdruck braucht für %n Zeilen zu viele Schritte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureSession</name>
    <message>
        <source>Bring it back and try again, or open it where it is now with “File ▸ Open Capture…”.</source>
        <translation>Bringen Sie sie zurück und versuchen Sie es noch einmal, oder öffnen Sie sie dort, wo sie jetzt ist, mit „Datei ▸ Mitschnitt öffnen&#xa0;…“.</translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureStrip</name>
    <message>
        <source>Stop Capture</source>
        <translation>Mitschnitt beenden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show Folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Capturing to %1: %2, %3</source>
        <translation>Mitschnitt in %1: %2, %3</translation>
    </message>
    <message>
        <source>The disk is slower than the stream, which is held back.</source>
        <translation>Die Platte ist langsamer als der Stream, der gebremst wird.</translation>
    </message>
    <message>
        <source>Captured to %1: %2, %3</source>
        <translation>Mitgeschnitten in %1: %2, %3</translation>
    </message>
    <message>
        <source>Nothing was captured. %1</source>
        <translation>Nichts wurde mitgeschnitten. %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>file of %1</source>
        <translation>Datei mit %1</translation>
    </message>
    <message>
        <source>The capture ended. %1 The file holds what came before, whole: %2, %3.</source>
        <translation>Der Mitschnitt ist beendet. %1 Die Datei enthält vollständig, was vorher kam: %2, %3.</translation>
    </message>
</context>
<context>
    <name>Tailwater::CaptureTabs</name>
    <message>
        <source>Open Capture</source>
        <translation>Mitschnitt öffnen</translation>
    </message>
</context>
<context>
    <name>Tailwater::CommandLine</name>
    <message>
        <source>Start the server inside the application, with sample streams, and open the live one.</source>
        <translation>Den Server im Programm mit Beispiel-Streams starten und den laufenden öffnen.</translation>
    </message>
    <message>
        <source>With --sandbox: save a picture of the window to &lt;file&gt; once the stream is live, and quit.</source>
        <translation>Mit --sandbox: ein Bild des Fensters als &lt;file&gt; speichern, sobald der Stream live ist, und beenden.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Watches, inspects and writes Durable Streams.</source>
        <translation>Zeigt, untersucht und schreibt Durable Streams.</translation>
    </message>
    <message>
        <source>--snapshot needs --sandbox.</source>
        <translation>--snapshot braucht --sandbox.</translation>
    </message>
    <message>
        <source>“%1” is not an address; it looks like %2.</source>
        <translation>„%1“ ist keine Adresse; eine sieht aus wie %2.</translation>
    </message>
    <message>
        <source>Where the streams named begin: begin, now, saved (where they were left off), or an offset. Default: begin.</source>
        <translation>Wo die genannten Streams beginnen: begin, now, saved (wo sie verlassen wurden) oder ein Offset. Sonst: begin.</translation>
    </message>
    <message>
        <source>Connect to the kept connection of this name.</source>
        <translation>Mit der aufgehobenen Verbindung dieses Namens verbinden.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Nothing can be written through these connections.</source>
        <translation>Über diese Verbindungen kann nichts geschrieben werden.</translation>
    </message>
    <message>
        <source>Open a window of its own, even if the application runs already.</source>
        <translation>Ein eigenes Fenster öffnen, auch wenn das Programm schon läuft.</translation>
    </message>
    <message>
        <source>Start without the last session.</source>
        <translation>Ohne die letzte Sitzung beginnen.</translation>
    </message>
    <message>
        <source>Show only the messages of the streams named that pass, such as “value.total&gt;=100”.</source>
        <translation>Nur die Nachrichten der genannten Streams zeigen, die den Filter bestehen, etwa „value.total&gt;=100“.</translation>
    </message>
    <message>
        <source>expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Capture the first stream named to &lt;file&gt;.</source>
        <translation>Den ersten genannten Stream in &lt;file&gt; mitschneiden.</translation>
    </message>
    <message>
        <source>Streams to open, servers to list, or captures (.dscap) to open.</source>
        <translation>Streams zum Öffnen, Server zum Auflisten oder Mitschnitte (.dscap) zum Öffnen.</translation>
    </message>
    <message>
        <source>--filter: %1.</source>
        <translation>--filter: %1.</translation>
    </message>
    <message>
        <source>With --capture: replace the file if it exists.</source>
        <translation>Mit --capture: die Datei ersetzen, wenn es sie gibt.</translation>
    </message>
    <message>
        <source>--capture needs the address of a stream.</source>
        <translation>--capture braucht die Adresse eines Streams.</translation>
    </message>
    <message>
        <source>Environment:
  STREAM_URL   The server to connect to if nothing else is asked for.
  STREAM_AUTH  The value of the header Authorization for that server, and for
               streams of it that are named. No other server gets it.
</source>
        <translation>Umgebung:
  STREAM_URL   Der Server, mit dem verbunden wird, wenn nichts anderes verlangt ist.
  STREAM_AUTH  Der Wert des Kopfes Authorization für diesen Server und für Streams
               von ihm, die genannt sind. Kein anderer Server bekommt ihn.
</translation>
    </message>
</context>
<context>
    <name>Tailwater::CommandPalette</name>
    <message>
        <source>Find a Command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>menu and command</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>disabled</source>
        <comment>a command</comment>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>disabled: %1</source>
        <comment>a command</comment>
        <translation>nicht verfügbar: %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::ComposerPanel</name>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>&amp;Format JSON</source>
        <translation>JSON &amp;formatieren</translation>
    </message>
    <message>
        <source>&amp;Minify JSON</source>
        <translation>JSON &amp;verdichten</translation>
    </message>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>Als curl &amp;kopieren</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>How the text becomes messages</source>
        <translation>Wie der Text zu Nachrichten wird</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>Eine Nachricht</translation>
    </message>
    <message>
        <source>Each line a message</source>
        <translation>Jede Zeile eine Nachricht</translation>
    </message>
    <message>
        <source>Append to the stream (Ctrl+Enter)</source>
        <translation>An den Stream anhängen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Open a stream, then “Compose to This Stream”.</source>
        <translation>Öffnen Sie einen Stream, dann „In diesen Stream schreiben“.</translation>
    </message>
    <message>
        <source>A JSON value. Ctrl+Enter sends, Enter is a new line.</source>
        <translation>Ein JSON-Wert. Strg+Eingabe sendet, Eingabe ist eine neue Zeile.</translation>
    </message>
    <message>
        <source>To %1 › %2</source>
        <translation>An %1 › %2</translation>
    </message>
    <message>
        <source>No stream chosen</source>
        <translation>Kein Stream gewählt</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet&#xa0;…</translation>
    </message>
    <message>
        <source>Each element a message</source>
        <translation>Jedes Element eine Nachricht</translation>
    </message>
    <message>
        <source>Ends each message with a line feed, if it has none</source>
        <translation>Beendet jede Nachricht mit einem Zeilenende, wenn sie keines hat</translation>
    </message>
    <message>
        <source>Will store the same message %1 times</source>
        <translation>Speichert dieselbe Nachricht %1-mal</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Send %1 messages to %2?</source>
        <translation>%1 Nachrichten an %2 senden?</translation>
    </message>
    <message>
        <source>This server is not for development. What is appended cannot be taken back.</source>
        <translation>Dieser Server ist nicht für die Entwicklung. Was angehängt ist, lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>&amp;Send Them</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>Options of the send</source>
        <translation>Optionen des Sendens</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <source>Hexadecimal bytes</source>
        <translation>Hexadezimale Bytes</translation>
    </message>
    <message>
        <source>Burst: again and again</source>
        <translation>Serie: immer wieder</translation>
    </message>
    <message>
        <source>The whole text is one message, an array too</source>
        <translation>Der ganze Text ist eine Nachricht, auch ein Array</translation>
    </message>
    <message>
        <source>Each line that is not blank is an append of its own</source>
        <translation>Jede Zeile, die nicht leer ist, wird für sich angehängt</translation>
    </message>
    <message>
        <source>The elements of a JSON array, in one request: all or none</source>
        <translation>Die Elemente eines JSON-Arrays, in einer Anfrage: alle oder keines</translation>
    </message>
    <message>
        <source>The content of a file, byte for byte</source>
        <translation>Der Inhalt einer Datei, Byte für Byte</translation>
    </message>
    <message>
        <source>Digits that stand for bytes, as 48 65 78</source>
        <translation>Ziffern, die für Bytes stehen, etwa 48 65 78</translation>
    </message>
    <message>
        <source>The text as often as you say, at a rate or as fast as the server takes it</source>
        <translation>Der Text so oft, wie Sie sagen, im Takt oder so schnell, wie der Server ihn annimmt</translation>
    </message>
    <message>
        <source>Fill in variables</source>
        <translation>Variablen einsetzen</translation>
    </message>
    <message>
        <source>Fills in variables such as {{now}} anew for each message</source>
        <translation>Setzt Variablen wie {{now}} für jede Nachricht neu ein</translation>
    </message>
    <message>
        <source>Delivery, Stream-Seq, headers, and closing with the message</source>
        <translation>Zustellung, Stream-Seq, Köpfe, und Schließen mit der Nachricht</translation>
    </message>
    <message>
        <source>What was sent to this stream, and your templates</source>
        <translation>Was an diesen Stream gesendet wurde, und Ihre Vorlagen</translation>
    </message>
    <message>
        <source>S&amp;top Sending</source>
        <translation>Senden &amp;anhalten</translation>
    </message>
    <message>
        <source>Bytes as hexadecimal digits. Ctrl+Enter sends, Enter is a new line.</source>
        <translation>Bytes als hexadezimale Ziffern. Strg+Eingabe sendet, Eingabe ist eine neue Zeile.</translation>
    </message>
    <message>
        <source>Nothing can be sent.</source>
        <translation>Es kann nichts gesendet werden.</translation>
    </message>
    <message>
        <source>A burst has no Stream-Seq and closes nothing.</source>
        <translation>Eine Serie hat keine Stream-Seq und schließt nichts.</translation>
    </message>
    <message numerus="yes">
        <source>A Stream-Seq fits one append, and these are %n.</source>
        <translation>
            <numerusform>Eine Stream-Seq passt zu einer Anfügung, und dies ist %n.</numerusform>
            <numerusform>Eine Stream-Seq passt zu einer Anfügung, und dies sind %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Die Datei wird gelesen&#xa0;…</translation>
    </message>
    <message>
        <source>Will close the stream without a message</source>
        <translation>Schließt den Stream ohne Nachricht</translation>
    </message>
    <message>
        <source>Choose a file to send</source>
        <translation>Wählen Sie eine Datei zum Senden</translation>
    </message>
    <message>
        <source>and close the stream for ever</source>
        <translation>und schließt den Stream für immer</translation>
    </message>
    <message>
        <source>{{…}} is sent as it stands</source>
        <translation>{{…}} wird gesendet, wie es dasteht</translation>
    </message>
    <message>
        <source>Such as: %1</source>
        <translation>Etwa: %1</translation>
    </message>
    <message numerus="yes">
        <source>Will store %Ln message(s), one for each line</source>
        <translation>
            <numerusform>Speichert %Ln Nachricht, eine je Zeile</numerusform>
            <numerusform>Speichert %Ln Nachrichten, eine je Zeile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Will store %Ln message(s), each filled in anew</source>
        <translation>
            <numerusform>Speichert %Ln Nachricht, neu eingesetzt</numerusform>
            <numerusform>Speichert %Ln Nachrichten, jede neu eingesetzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Will store the message once</source>
        <translation>Speichert die Nachricht einmal</translation>
    </message>
    <message>
        <source>The content type %1 is not the stream&apos;s: every message would be refused. Send the type that the stream was created with, %2.</source>
        <translation>Der Inhaltstyp %1 ist nicht der des Streams: Jede Nachricht würde abgewiesen. Senden Sie den Typ, mit dem der Stream angelegt wurde, %2.</translation>
    </message>
    <message>
        <source>Lets this window write to the production server</source>
        <translation>Lässt dieses Fenster in den produktiven Server schreiben</translation>
    </message>
    <message>
        <source>Opens the connection, where “Read-only” is</source>
        <translation>Öffnet die Verbindung; dort steht „Nur lesen“</translation>
    </message>
    <message>
        <source>Line feed</source>
        <translation>Zeilenende</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>&amp;Earlier Message</source>
        <translation>F&amp;rühere Nachricht</translation>
    </message>
    <message>
        <source>&amp;Later Message</source>
        <translation>S&amp;pätere Nachricht</translation>
    </message>
    <message>
        <source>Start Burst</source>
        <translation>Serie beginnen</translation>
    </message>
    <message>
        <source>Close Stream</source>
        <translation>Stream schließen</translation>
    </message>
    <message>
        <source>Send and Close</source>
        <translation>Senden und schließen</translation>
    </message>
    <message>
        <source>The stream is closed: the server will refuse this</source>
        <translation>Der Stream ist geschlossen: Der Server wird das abweisen</translation>
    </message>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>Staging</translation>
    </message>
    <message>
        <source>development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>Unlock for 10 Minutes</source>
        <translation>Für 10 Minuten freigeben</translation>
    </message>
    <message>
        <source>Edit Connection…</source>
        <translation>Verbindung ändern&#xa0;…</translation>
    </message>
    <message>
        <source>This may be stored already.</source>
        <translation>Das ist vielleicht schon gespeichert.</translation>
    </message>
    <message>
        <source>A text. Ctrl+Enter sends, Enter is a new line.</source>
        <translation>Ein Text. Strg+Eingabe sendet, Eingabe ist eine neue Zeile.</translation>
    </message>
    <message>
        <source>“{{ }}” above fills in {{…}}</source>
        <translation>„{{ }}“ oben setzt {{…}} ein</translation>
    </message>
    <message>
        <source>A burst of this was cut off: %1 of %2 are stored, maybe more. Look at the end of the stream before you send it again.</source>
        <translation>Eine Serie hiervon brach ab: %1 von %2 sind gespeichert, vielleicht mehr. Sehen Sie am Ende des Streams nach, bevor Sie noch einmal senden.</translation>
    </message>
    <message>
        <source>The first line may be stored already.</source>
        <translation>Die erste Zeile ist vielleicht schon gespeichert.</translation>
    </message>
    <message>
        <source>It went without a number: look at the end of the stream before you send it again.</source>
        <translation>Sie ging ohne Nummer: Sehen Sie am Ende des Streams nach, bevor Sie noch einmal senden.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ConnectDialog</name>
    <message>
        <source>Connect to a Server</source>
        <translation>Mit einem Server verbinden</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinden&#xa0;…</translation>
    </message>
    <message>
        <source>This is not an address. It looks like %1.</source>
        <translation>Das ist keine Adresse. Eine sieht aus wie %1.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbinden mit %1&#xa0;…</translation>
    </message>
    <message>
        <source>Edit Connection</source>
        <translation>Verbindung ändern</translation>
    </message>
    <message>
        <source>&amp;1 General</source>
        <translation>&amp;1 Allgemein</translation>
    </message>
    <message>
        <source>&amp;2 Authentication</source>
        <translation>&amp;2 Anmeldung</translation>
    </message>
    <message>
        <source>&amp;3 TLS</source>
        <translation>&amp;3 TLS</translation>
    </message>
    <message>
        <source>&amp;4 Network</source>
        <translation>&amp;4 Netz</translation>
    </message>
    <message>
        <source>&amp;5 Test</source>
        <translation>&amp;5 Prüfen</translation>
    </message>
    <message>
        <source>Keep as another connection</source>
        <translation>Als weitere Verbindung merken</translation>
    </message>
    <message>
        <source>Press Connect again to go on all the same.</source>
        <translation>Drücken Sie noch einmal „Verbinden“, um trotzdem weiterzumachen.</translation>
    </message>
    <message>
        <source>“%1” stays as it is.</source>
        <translation>„%1“ bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>This changes the kept connection “%1”.</source>
        <translation>Dies ändert die gemerkte Verbindung „%1“.</translation>
    </message>
    <message>
        <source>Enter it on the page it belongs to.</source>
        <translation>Geben Sie es auf der Seite ein, zu der es gehört.</translation>
    </message>
    <message>
        <source>Nothing was sent without it.</source>
        <translation>Ohne das wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Over plain http anybody on the way can read the credentials; https protects them.</source>
        <translation>Über einfaches http kann jeder auf dem Weg die Zugangsdaten lesen; https schützt sie.</translation>
    </message>
    <message>
        <source>%1 is another server, and would get the secrets that are kept for %2.</source>
        <translation>%1 ist ein anderer Server und bekäme das Geheime, das für %2 gemerkt ist.</translation>
    </message>
    <message>
        <source>“%1” is guarded, as production or read-only; this takes the guard away.</source>
        <translation>„%1“ ist geschützt, als Produktion oder nur zum Lesen; das nimmt den Schutz weg.</translation>
    </message>
    <message>
        <source>Nothing is sent before it is entered.</source>
        <translation>Bevor es eingegeben ist, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Press Test again to go on all the same.</source>
        <translation>Drücken Sie noch einmal „Prüfen“, um trotzdem weiterzumachen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::Connection</name>
    <message>
        <source>The file %1 cannot be read: %2</source>
        <translation>Die Datei %1 ist nicht zu lesen: %2</translation>
    </message>
    <message>
        <source>%1 cannot be opened: check the file and its passphrase.</source>
        <translation>%1 ist nicht zu öffnen: Prüfen Sie die Datei und ihre Passphrase.</translation>
    </message>
    <message>
        <source>There is no certificate in %1.</source>
        <translation>In %1 ist kein Zertifikat.</translation>
    </message>
    <message>
        <source>The private key cannot be read: check the file and its passphrase.</source>
        <translation>Der private Schlüssel ist nicht zu lesen: Prüfen Sie die Datei und ihre Passphrase.</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur zum Lesen.</translation>
    </message>
    <message>
        <source>Writing through this connection is locked.</source>
        <translation>Das Schreiben über diese Verbindung ist gesperrt.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ConnectionStripe</name>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Vorstufe</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>writing is locked</source>
        <translation>Schreiben ist gesperrt</translation>
    </message>
    <message>
        <source>writing is unlocked for ten minutes</source>
        <translation>Schreiben ist für zehn Minuten frei</translation>
    </message>
    <message>
        <source>&amp;Unlock for 10 Minutes</source>
        <translation>Für 10 Minuten &amp;freigeben</translation>
    </message>
    <message>
        <source>&amp;Lock Again</source>
        <translation>Wieder &amp;sperren</translation>
    </message>
</context>
<context>
    <name>Tailwater::ConnectionTest</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>The name %1 is not known. Check its spelling, and the network.</source>
        <translation>Der Name %1 ist nicht bekannt. Prüfen Sie die Schreibweise und das Netz.</translation>
    </message>
    <message>
        <source>%1 is %2.</source>
        <translation>%1 ist %2.</translation>
    </message>
    <message>
        <source>There was no answer in time. Check host, port and firewall.</source>
        <translation>Es kam nicht rechtzeitig eine Antwort. Prüfen Sie Rechner, Port und Firewall.</translation>
    </message>
    <message>
        <source>Through the proxy %1:%2.</source>
        <translation>Über den Proxy %1:%2.</translation>
    </message>
    <message>
        <source>Something listens on port %1.</source>
        <translation>An Port %1 hört etwas.</translation>
    </message>
    <message>
        <source>Plain http: anybody on the way can read the credentials.</source>
        <translation>Nur http: Jeder auf dem Weg kann die Zugangsdaten lesen.</translation>
    </message>
    <message>
        <source>None: plain http.</source>
        <translation>Keine: nur http.</translation>
    </message>
    <message>
        <source>%1; the certificate is accepted because you trust exactly this one.</source>
        <translation>%1; das Zertifikat gilt, weil Sie genau diesem vertrauen.</translation>
    </message>
    <message>
        <source>%1; the certificate is valid until %2.</source>
        <translation>%1; das Zertifikat gilt bis %2.</translation>
    </message>
    <message>
        <source>No secure connection: %1.</source>
        <translation>Keine sichere Verbindung: %1.</translation>
    </message>
    <message>
        <source>The certificate cannot be trusted: %1. Add its authority, or trust this certificate, on the page “TLS”.</source>
        <translation>Dem Zertifikat ist nicht zu trauen: %1. Fügen Sie auf der Seite „TLS“ seine Zertifizierungsstelle hinzu, oder vertrauen Sie dort diesem Zertifikat.</translation>
    </message>
    <message>
        <source>The proxy asks for a user and a password: see the page “Network”.</source>
        <translation>Der Proxy verlangt Benutzer und Passwort: siehe Seite „Netz“.</translation>
    </message>
    <message>
        <source>%1. Check that the server runs, and host and port.</source>
        <translation>%1. Prüfen Sie, ob der Server läuft, und Rechner und Port.</translation>
    </message>
    <message>
        <source>It answers (%1).</source>
        <translation>Er antwortet (%1).</translation>
    </message>
    <message>
        <source>None are asked for.</source>
        <translation>Es werden keine verlangt.</translation>
    </message>
    <message>
        <source>None is set: streams are added by path.</source>
        <translation>Keines ist gesetzt: Streams werden mit ihrem Pfad hinzugefügt.</translation>
    </message>
    <message>
        <source>The server lists its streams.</source>
        <translation>Der Server listet seine Streams auf.</translation>
    </message>
    <message>
        <source>There is none (%1): streams are added by path.</source>
        <translation>Es gibt keines (%1): Streams werden mit ihrem Pfad hinzugefügt.</translation>
    </message>
    <message>
        <source>The proxy does not accept the user and the password: see the page “Network”.</source>
        <translation>Der Proxy nimmt Benutzer und Passwort nicht an: siehe die Seite „Netz“.</translation>
    </message>
    <message>
        <source>It redirects to %1, which answers (%2).</source>
        <translation>Er leitet zu %1 um, und dort wird geantwortet (%2).</translation>
    </message>
    <message>
        <source>They were sent, and not refused.</source>
        <translation>Sie wurden gesendet und nicht abgelehnt.</translation>
    </message>
    <message>
        <source>Nobody has looked at them: they do not go to %1.</source>
        <translation>Niemand hat sie geprüft: Sie gehen nicht an %1.</translation>
    </message>
    <message>
        <source>%1 is an address; no name to look up.</source>
        <translation>%1 ist eine Adresse; kein Name war zu suchen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ConnectionTrouble</name>
    <message>
        <source>%1 does not speak TLS.</source>
        <translation>%1 spricht kein TLS.</translation>
    </message>
    <message>
        <source>%1 does not accept the client certificate.</source>
        <translation>%1 nimmt das Zertifikat des Clients nicht an.</translation>
    </message>
    <message>
        <source>%1 asks for a client certificate.</source>
        <translation>%1 verlangt ein Zertifikat des Clients.</translation>
    </message>
    <message>
        <source>%1 broke off while a secure connection was made.</source>
        <translation>%1 hat beim Aufbau der sicheren Verbindung abgebrochen.</translation>
    </message>
    <message>
        <source>%1 shows another certificate than the one you trusted.</source>
        <translation>%1 zeigt ein anderes Zertifikat als das, dem Sie vertraut haben.</translation>
    </message>
    <message>
        <source>Use http instead of https, or another port.</source>
        <translation>Nehmen Sie http statt https oder einen anderen Port.</translation>
    </message>
    <message>
        <source>Give another one on the page “TLS” of the connection.</source>
        <translation>Geben Sie ein anderes auf der Seite „TLS“ der Verbindung an.</translation>
    </message>
    <message>
        <source>Give one on the page “TLS” of the connection.</source>
        <translation>Geben Sie eines auf der Seite „TLS“ der Verbindung an.</translation>
    </message>
    <message>
        <source>It may not accept the client certificate.</source>
        <translation>Vielleicht nimmt er das Zertifikat des Clients nicht an.</translation>
    </message>
    <message>
        <source>If it asks for a client certificate, give one on the page “TLS” of the connection.</source>
        <translation>Wenn er ein Zertifikat des Clients verlangt, geben Sie eines auf der Seite „TLS“ der Verbindung an.</translation>
    </message>
    <message>
        <source>Look at the new one on the page “TLS” of the connection; trust it only if you know that it is the server&apos;s.</source>
        <translation>Sehen Sie sich das neue auf der Seite „TLS“ der Verbindung an; vertrauen Sie ihm nur, wenn Sie wissen, dass es das des Servers ist.</translation>
    </message>
    <message>
        <source>The proxy does not accept the user and the password (407).</source>
        <translation>Der Proxy nimmt Benutzer und Passwort nicht an (407).</translation>
    </message>
    <message>
        <source>Correct them on the page “Network” of the connection.</source>
        <translation>Berichtigen Sie sie auf der Seite „Netz“ der Verbindung.</translation>
    </message>
    <message>
        <source>If it speaks TLS at this port, use https instead of http.</source>
        <translation>Wenn er an diesem Port TLS spricht, nehmen Sie https statt http.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ContextDialog</name>
    <message>
        <source>Rows Around a Match</source>
        <translation>Zeilen um einen Treffer</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Row %1 passes the rule “%2”. It is kept here with its neighbours, also when they leave the tail.</source>
        <translation>Auf Zeile %1 trifft die Regel „%2“ zu. Sie bleibt hier mit ihren Nachbarn erhalten, auch wenn diese die Ansicht verlassen.</translation>
    </message>
    <message>
        <source>Rows after it are still coming.</source>
        <translation>Zeilen danach kommen noch.</translation>
    </message>
</context>
<context>
    <name>Tailwater::CreateStreamDialog</name>
    <message>
        <source>Create it again: if it is there with the same settings, it is left as it is.</source>
        <translation>Legen Sie ihn noch einmal an: Ist er mit denselben Einstellungen da, bleibt er, wie er ist.</translation>
    </message>
    <message>
        <source>New Stream on %1</source>
        <translation>Neuer Stream auf %1</translation>
    </message>
    <message>
        <source>such as orders/2026</source>
        <translation>etwa orders/2026</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Freiwillig</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>&amp;Pfad</translation>
    </message>
    <message>
        <source>Content &amp;type</source>
        <translation>Inhalts&amp;typ</translation>
    </message>
    <message>
        <source>&amp;Lifetime</source>
        <translation>&amp;Lebenszeit</translation>
    </message>
    <message>
        <source>&amp;First message</source>
        <translation>&amp;Erste Nachricht</translation>
    </message>
    <message>
        <source>&amp;Create Stream</source>
        <translation>Stream &amp;anlegen</translation>
    </message>
    <message>
        <source>First message: %1</source>
        <translation>Erste Nachricht: %1</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>Wird angelegt&#xa0;…</translation>
    </message>
    <message>
        <source>This stream existed already, with the same settings. Nothing was changed.</source>
        <translation>Diesen Stream gab es schon, mit denselben Einstellungen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Inhaltstyp</translation>
    </message>
    <message>
        <source>Create it close&amp;d: nothing can ever be appended</source>
        <translation>&amp;Geschlossen anlegen: Es kann nie etwas angehängt werden</translation>
    </message>
</context>
<context>
    <name>Tailwater::Curl</name>
    <message>
        <source>Set first: %1</source>
        <translation>Zuerst setzen: %1</translation>
    </message>
    <message>
        <source>header %1</source>
        <translation>Kopf %1</translation>
    </message>
    <message>
        <source>password of the proxy</source>
        <translation>Passwort des Proxys</translation>
    </message>
    <message>
        <source>parameter %1, percent-encoded</source>
        <translation>Parameter %1, prozentkodiert</translation>
    </message>
    <message>
        <source>a secret of the connection, as it was sent</source>
        <translation>ein Geheimnis der Verbindung, wie es gesendet wurde</translation>
    </message>
    <message>
        <source>The body contains a secret of the connection, and is left out.</source>
        <translation>Der Inhalt enthält ein Geheimnis der Verbindung und ist weggelassen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::CurlButton</name>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>Als c&amp;url kopieren</translation>
    </message>
</context>
<context>
    <name>Tailwater::DecodePanel</name>
    <message>
        <source>… the first %1 of %2</source>
        <translation>… die ersten %1 von %2</translation>
    </message>
    <message>
        <source>Decoded value</source>
        <translation>Dekodierter Wert</translation>
    </message>
    <message>
        <source>Decoded: %1</source>
        <translation>Dekodiert: %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>Tailwater::DetailPane</name>
    <message>
        <source>Message as a tree</source>
        <translation>Nachricht als Baum</translation>
    </message>
    <message>
        <source>Message as text</source>
        <translation>Nachricht als Text</translation>
    </message>
    <message>
        <source>Message as received</source>
        <translation>Nachricht wie empfangen</translation>
    </message>
    <message>
        <source>Message in hexadecimal</source>
        <translation>Nachricht hexadezimal</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>No message selected</source>
        <translation>Keine Nachricht gewählt</translation>
    </message>
    <message>
        <source>Select a row to look at its message here.</source>
        <translation>Wählen Sie eine Zeile, um ihre Nachricht hier anzusehen.</translation>
    </message>
    <message>
        <source>Find in Message</source>
        <translation>In der Nachricht suchen</translation>
    </message>
    <message>
        <source>Showing %1 of %2.</source>
        <translation>Gezeigt: %1 von %2.</translation>
    </message>
    <message>
        <source>Load All</source>
        <translation>Alles laden</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern&#xa0;…</translation>
    </message>
    <message>
        <source>An unfinished line: showing the first %1 of %2 received so far.</source>
        <translation>Eine unfertige Zeile: die ersten %1 von %2, die bisher kamen.</translation>
    </message>
    <message>
        <source>Line ends normalised: this came by SSE, which turns CR and CRLF into LF.</source>
        <translation>Zeilenenden vereinheitlicht: Dies kam über SSE, das CR und CRLF zu LF macht.</translation>
    </message>
    <message>
        <source>Pointer of the current value</source>
        <translation>Zeiger auf den Wert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Wert</translation>
    </message>
    <message>
        <source>&amp;Text of the Value</source>
        <translation>&amp;Text des Wertes</translation>
    </message>
    <message>
        <source>JSON &amp;Pointer</source>
        <translation>JSON-&amp;Zeiger</translation>
    </message>
    <message>
        <source>&amp;jq Path</source>
        <translation>&amp;jq-Pfad</translation>
    </message>
    <message>
        <source>Whole &amp;Message</source>
        <translation>Ganze &amp;Nachricht</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Entschlüsseln</translation>
    </message>
    <message>
        <source>Show what the value can also be read as: JSON, base64, JWT, a time</source>
        <translation>Zeigt, wie der Wert sonst gelesen werden kann: JSON, Base64, JWT, eine Zeit</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Save Message</source>
        <translation>Nachricht speichern</translation>
    </message>
    <message>
        <source>The message was not saved: %1</source>
        <translation>Die Nachricht wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>&amp;Add as Column</source>
        <translation>Als &amp;Spalte zeigen</translation>
    </message>
    <message>
        <source>&amp;Filter by This Value</source>
        <translation>Nach diesem Wert &amp;filtern</translation>
    </message>
    <message>
        <source>%1 bytes, received %2, number %3 after offset %4</source>
        <translation>%1 Bytes, empfangen %2, Nummer %3 nach Offset %4</translation>
    </message>
    <message>
        <source>Text leaves out what lies beyond %1, or %2 on one line; Raw and Hex show all.</source>
        <translation>Text lässt weg, was jenseits von %1 liegt, oder von %2 in einer Zeile; Roh und Hex zeigen alles.</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>Umbrechen</translation>
    </message>
    <message>
        <source>Break long lines at the edge</source>
        <translation>Lange Zeilen am Rand umbrechen</translation>
    </message>
    <message>
        <source>Copy the JSON pointer</source>
        <translation>Den JSON-Zeiger kopieren</translation>
    </message>
    <message>
        <source>Next Match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous Match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Copy Value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Not copied: it is larger than %1.</source>
        <translation>Nicht kopiert: Er ist größer als %1.</translation>
    </message>
    <message>
        <source>Not in the part shown</source>
        <translation>Nicht im gezeigten Teil</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of more than %2</source>
        <translation>%1 von mehr als %2</translation>
    </message>
    <message>
        <source>Copy &amp;Value</source>
        <translation>&amp;Wert kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Text of the Value</source>
        <translation>&amp;Text des Wertes kopieren</translation>
    </message>
    <message>
        <source>Copy JSON &amp;Pointer</source>
        <translation>JSON-&amp;Zeiger kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;jq Path</source>
        <translation>&amp;jq-Pfad kopieren</translation>
    </message>
    <message>
        <source>&amp;Expand All Below</source>
        <translation>Alles darunter &amp;aufklappen</translation>
    </message>
    <message>
        <source>&amp;Collapse</source>
        <translation>&amp;Zuklappen</translation>
    </message>
    <message>
        <source>Filter &amp;Out This Value</source>
        <translation>Diesen Wert &amp;ausfiltern</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Line %1 of this capture file is damaged: %2. It is shown as it stands there, and is not replayed.</source>
        <translation>Zeile %1 dieser Mitschnittdatei ist beschädigt: %2. Sie wird gezeigt, wie sie dort steht, und nicht abgespielt.</translation>
    </message>
    <message>
        <source>Malformed: the server sent this as JSON, but from byte %1 on it is not.</source>
        <translation>Fehlerhaft: Der Server hat dies als JSON gesendet, aber ab Byte %1 ist es keines.</translation>
    </message>
    <message>
        <source>Malformed: the server sent this as JSON, but it is not.</source>
        <translation>Fehlerhaft: Der Server hat dies als JSON gesendet, aber es ist keines.</translation>
    </message>
    <message>
        <source>Columns and filters read it as far as it goes; Raw and Hex show its bytes as received.</source>
        <translation>Spalten und Filter lesen es, so weit es geht; Roh und Hex zeigen die Bytes wie empfangen.</translation>
    </message>
    <message>
        <source>It has no fields; Raw and Hex show its bytes as received.</source>
        <translation>Felder hat es keine; Roh und Hex zeigen die Bytes wie empfangen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::DiffCommands</name>
    <message>
        <source>&amp;Diff With Previous of This Key</source>
        <translation>Mit voriger dieses Schlüssels &amp;vergleichen</translation>
    </message>
    <message>
        <source>Select a row first.</source>
        <translation>Wählen Sie zuerst eine Zeile.</translation>
    </message>
    <message>
        <source>Diff With Previous R&amp;ow</source>
        <translation>M&amp;it voriger Zeile vergleichen</translation>
    </message>
    <message>
        <source>P&amp;in for Comparing</source>
        <translation>Zum Vergleichen me&amp;rken</translation>
    </message>
    <message>
        <source>Diff With Pinn&amp;ed Row</source>
        <translation>Mit gemerk&amp;ter Zeile vergleichen</translation>
    </message>
</context>
<context>
    <name>Tailwater::DiffView</name>
    <message>
        <source>Values that differ</source>
        <translation>Werte, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Pointer</source>
        <translation>Zeiger</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Lines that differ</source>
        <translation>Zeilen, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Previous of This Key</source>
        <translation>Vorige mit diesem Schlüssel</translation>
    </message>
    <message>
        <source>Previous Row</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Pinned Row</source>
        <translation>Gemerkte Zeile</translation>
    </message>
    <message>
        <source>Compare other rows with this one</source>
        <translation>Andere Zeilen mit dieser vergleichen</translation>
    </message>
    <message>
        <source>There is no earlier message of this key here. Compare with the previous row, or pin one.</source>
        <translation>Hier gibt es keine frühere Nachricht mit diesem Schlüssel. Vergleichen Sie mit der vorigen Zeile, oder merken Sie eine.</translation>
    </message>
    <message>
        <source>There is no row before this one here.</source>
        <translation>Vor dieser Zeile gibt es hier keine.</translation>
    </message>
    <message>
        <source>The lines are those of the beginning only.</source>
        <translation>Die Textzeilen sind nur die des Anfangs.</translation>
    </message>
    <message>
        <source>The same bytes as row %1.</source>
        <translation>Dieselben Bytes wie Zeile %1.</translation>
    </message>
    <message>
        <source>Compared with row %1, line by line.</source>
        <translation>Mit Zeile %1 Zeile für Zeile verglichen.</translation>
    </message>
    <message>
        <source>+ added</source>
        <translation>+ neu</translation>
    </message>
    <message>
        <source>− removed</source>
        <translation>− entfernt</translation>
    </message>
    <message>
        <source>~ changed</source>
        <translation>~ geändert</translation>
    </message>
    <message>
        <source>The same values as row %1, written differently.</source>
        <translation>Dieselben Werte wie Zeile %1, anders geschrieben.</translation>
    </message>
    <message>
        <source>Too much to compare to the end: there may be more.</source>
        <translation>Zu viel, um bis zum Ende zu vergleichen: Es kann mehr geben.</translation>
    </message>
    <message>
        <source>The first %L1 are shown.</source>
        <translation>Die ersten %L1 werden gezeigt.</translation>
    </message>
    <message>
        <source>Pin for Comparing</source>
        <translation>Zum Vergleichen merken</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>This message has no key: no member “key”, which tells messages of the State Protocol apart. Compare with the previous row, or pin one.</source>
        <translation>Diese Nachricht hat keinen Schlüssel: kein Feld „key“, an dem sich Nachrichten des State Protocol unterscheiden. Vergleichen Sie mit der vorigen Zeile, oder merken Sie eine.</translation>
    </message>
    <message>
        <source>No row is pinned. Choose “Pin for Comparing” at one, then go to another.</source>
        <translation>Keine Zeile ist gemerkt. Wählen Sie bei einer „Zum Vergleichen merken“, und gehen Sie dann zu einer anderen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>number of a row, and its stream</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 (no. %2)</source>
        <comment>pointer, and which of several keys of the same name</comment>
        <translation>%1 (Nr.&#xa0;%2)</translation>
    </message>
    <message>
        <source>Looking for the message to compare with…</source>
        <translation>Die Nachricht zum Vergleichen wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>No difference from row %1 in what was compared.</source>
        <translation>Kein Unterschied zu Zeile %1 in dem, was verglichen wurde.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) differ from row %1.</source>
        <translation>
            <numerusform>%Ln Wert weicht von Zeile %1 ab.</numerusform>
            <numerusform>%Ln Werte weichen von Zeile %1 ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>= rewritten</source>
        <comment>same value, written otherwise</comment>
        <translation>= umgeschrieben</translation>
    </message>
    <message>
        <source>The same value, written otherwise</source>
        <translation>Derselbe Wert, anders geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) are the same, written otherwise.</source>
        <translation>
            <numerusform>%Ln Wert ist derselbe, anders geschrieben.</numerusform>
            <numerusform>%Ln Werte sind dieselben, anders geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::EndedCapture</name>
    <message>
        <source>Go On in This File</source>
        <translation>In dieser Datei fortsetzen</translation>
    </message>
    <message>
        <source>Go On in Another File…</source>
        <translation>In einer anderen Datei fortsetzen&#xa0;…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>It is one of another stream by now, %1.</source>
        <translation>Er ist inzwischen einer eines anderen Streams, %1.</translation>
    </message>
    <message>
        <source>The capture into %1 ended with Tailwater. Looking how far it came…</source>
        <translation>Der Mitschnitt in %1 endete mit Tailwater. Es wird nachgesehen, wie weit er kam&#xa0;…</translation>
    </message>
    <message>
        <source>The capture into %1 ended with Tailwater. %2</source>
        <translation>Der Mitschnitt in %1 endete mit Tailwater. %2</translation>
    </message>
    <message>
        <source>The capture into %1 ended with Tailwater, before its first row. Nothing is captured now.</source>
        <translation>Der Mitschnitt in %1 endete mit Tailwater, vor seiner ersten Zeile. Jetzt wird nichts mitgeschnitten.</translation>
    </message>
    <message>
        <source>The capture into %1 ended with Tailwater, at row %2. Nothing is captured now.</source>
        <translation>Der Mitschnitt in %1 endete mit Tailwater, mit Zeile %2. Jetzt wird nichts mitgeschnitten.</translation>
    </message>
    <message>
        <source>Capture…</source>
        <translation>Mitschneiden&#xa0;…</translation>
    </message>
</context>
<context>
    <name>Tailwater::ErrorText</name>
    <message>
        <source>the server</source>
        <translation>der Server</translation>
    </message>
    <message>
        <source>Sequence gap: the server expected %1 and received %2.</source>
        <translation>Lücke in der Folge: Der Server erwartete %1 und bekam %2.</translation>
    </message>
    <message>
        <source>Sequence gap: an earlier batch of this producer is missing.</source>
        <translation>Lücke in der Folge: Ein früherer Teil dieses Erzeugers fehlt.</translation>
    </message>
    <message>
        <source>The server did not understand the request (400).</source>
        <translation>Der Server hat die Anfrage nicht verstanden (400).</translation>
    </message>
    <message>
        <source>The server does not accept this offset (400).</source>
        <translation>Der Server nimmt diesen Offset nicht an (400).</translation>
    </message>
    <message>
        <source>%1 asks for credentials (401).</source>
        <translation>%1 verlangt Zugangsdaten (401).</translation>
    </message>
    <message>
        <source>%1 does not allow this with the credentials used (403).</source>
        <translation>%1 erlaubt dies mit diesen Zugangsdaten nicht (403).</translation>
    </message>
    <message>
        <source>There is no such stream (404). It never existed, was deleted, or has expired.</source>
        <translation>Diesen Stream gibt es nicht (404). Es gab ihn nie, er wurde gelöscht oder ist abgelaufen.</translation>
    </message>
    <message>
        <source>The stream was deleted while forks of it exist, or this part of it is no longer kept (410).</source>
        <translation>Der Stream wurde gelöscht, während Forks bestehen, oder dieser Teil wird nicht mehr aufbewahrt (410).</translation>
    </message>
    <message>
        <source>A stream with other settings exists at this path (409).</source>
        <translation>Unter diesem Pfad gibt es einen Stream mit anderen Einstellungen (409).</translation>
    </message>
    <message>
        <source>The content type is not the stream&apos;s (409).</source>
        <translation>Der Inhaltstyp ist nicht der des Streams (409).</translation>
    </message>
    <message>
        <source>Stream-Seq is not above the last one that was used (409).</source>
        <translation>Stream-Seq liegt nicht über dem zuletzt benutzten (409).</translation>
    </message>
    <message>
        <source>The stream is closed (409): nothing can be appended any more.</source>
        <translation>Der Stream ist geschlossen (409): Es kann nichts mehr angehängt werden.</translation>
    </message>
    <message>
        <source>A newer producer has taken over (403).</source>
        <translation>Ein neuerer Erzeuger hat übernommen (403).</translation>
    </message>
    <message>
        <source>Another producer uses the same id.</source>
        <translation>Ein anderer Erzeuger benutzt dieselbe Kennung.</translation>
    </message>
    <message>
        <source>The message is larger than the server accepts (413).</source>
        <translation>Die Nachricht ist größer, als der Server annimmt (413).</translation>
    </message>
    <message>
        <source>The server asks to slow down (429).</source>
        <translation>Der Server bittet, langsamer zu machen (429).</translation>
    </message>
    <message>
        <source>The server does not support this (%1).</source>
        <translation>Der Server kann dies nicht (%1).</translation>
    </message>
    <message>
        <source>The server failed (%1).</source>
        <translation>Der Server hat versagt (%1).</translation>
    </message>
    <message>
        <source>The server gave an unexpected answer (%1).</source>
        <translation>Der Server gab eine unerwartete Antwort (%1).</translation>
    </message>
    <message>
        <source>%1 could not be reached, or the connection broke.</source>
        <translation>%1 war nicht zu erreichen, oder die Verbindung brach ab.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made.</source>
        <translation>Mit %1 kam keine sichere Verbindung zustande.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The connection broke before the server answered: it may or may not have done it.</source>
        <translation>Die Verbindung brach vor der Antwort ab: Vielleicht ist es geschehen, vielleicht nicht.</translation>
    </message>
    <message>
        <source>The answer breaks the format of the protocol.</source>
        <translation>Die Antwort verletzt das Format des Protokolls.</translation>
    </message>
    <message>
        <source>Too much is waiting to be sent.</source>
        <translation>Zu viel wartet auf das Senden.</translation>
    </message>
    <message>
        <source>It was stopped before this was sent.</source>
        <translation>Es wurde angehalten, bevor dies gesendet war.</translation>
    </message>
    <message>
        <source>The stream was deleted and created anew.</source>
        <translation>Der Stream wurde gelöscht und neu angelegt.</translation>
    </message>
    <message>
        <source>Check the credentials of the connection.</source>
        <translation>Prüfen Sie die Zugangsdaten der Verbindung.</translation>
    </message>
    <message>
        <source>Check the path, or create the stream.</source>
        <translation>Prüfen Sie den Pfad, oder legen Sie den Stream an.</translation>
    </message>
    <message>
        <source>Send the type that the stream was created with.</source>
        <translation>Senden Sie den Typ, mit dem der Stream angelegt wurde.</translation>
    </message>
    <message>
        <source>A closed stream never reopens. Fork it to continue.</source>
        <translation>Ein geschlossener Stream öffnet sich nie wieder. Ein Fork setzt ihn fort.</translation>
    </message>
    <message>
        <source>Send it in smaller pieces.</source>
        <translation>Senden Sie es in kleineren Teilen.</translation>
    </message>
    <message>
        <source>Try again in %1 s.</source>
        <translation>Versuchen Sie es in %1 s noch einmal.</translation>
    </message>
    <message>
        <source>Wait a little and try again.</source>
        <translation>Warten Sie etwas und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Check that the server runs and that the address and port are right.</source>
        <translation>Prüfen Sie, ob der Server läuft und ob Adresse und Port stimmen.</translation>
    </message>
    <message>
        <source>Check the certificate of the server, or its certificate authority in the connection.</source>
        <translation>Prüfen Sie das Zertifikat des Servers oder seine Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>Check the address, or try again.</source>
        <translation>Prüfen Sie die Adresse, oder versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Look at the end of the stream before sending it again.</source>
        <translation>Sehen Sie am Ende des Streams nach, bevor Sie es noch einmal senden.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, look at the log of the server.</source>
        <translation>Versuchen Sie es noch einmal; wenn es so bleibt, hilft das Protokoll des Servers.</translation>
    </message>
    <message>
        <source>A newer wake of this subscription has taken over (409).</source>
        <translation>Ein neuerer Weckruf dieses Abonnements hat übernommen (409).</translation>
    </message>
    <message>
        <source>Another worker holds this subscription (409).</source>
        <translation>Ein anderer Arbeiter hält dieses Abonnement (409).</translation>
    </message>
    <message>
        <source>Nothing is waiting in this subscription.</source>
        <translation>In diesem Abonnement wartet nichts.</translation>
    </message>
    <message>
        <source>The proxy asks for a user and a password (407).</source>
        <translation>Der Proxy verlangt Benutzer und Passwort (407).</translation>
    </message>
    <message>
        <source>Set them on the page “Network” of the connection.</source>
        <translation>Tragen Sie sie auf der Seite „Netz“ der Verbindung ein.</translation>
    </message>
    <message>
        <source>Use a higher Stream-Seq, compared byte by byte, or none.</source>
        <translation>Nehmen Sie eine höhere Stream-Seq, Byte für Byte verglichen, oder keine.</translation>
    </message>
    <message>
        <source>Look at the exchange in the pane “Wire”: the server, or something before it, may speak another protocol.</source>
        <translation>Sehen Sie sich die Anfrage im Feld „Leitung“ an: Der Server, oder etwas davor, spricht vielleicht ein anderes Protokoll.</translation>
    </message>
    <message>
        <source>Read the stream from its beginning.</source>
        <translation>Lesen Sie den Stream von Anfang an.</translation>
    </message>
    <message>
        <source>Choose another path, or open the stream that is there.</source>
        <translation>Wählen Sie einen anderen Pfad, oder öffnen Sie den vorhandenen Stream.</translation>
    </message>
    <message>
        <source>Let one producer alone use the id, or raise its epoch.</source>
        <translation>Lassen Sie nur einen Erzeuger die Kennung benutzen, oder erhöhen Sie seine Epoche.</translation>
    </message>
    <message>
        <source>Send the missing messages first, or begin a new epoch.</source>
        <translation>Senden Sie zuerst die fehlenden Nachrichten, oder beginnen Sie eine neue Epoche.</translation>
    </message>
    <message>
        <source>Another server, or a newer version of it, may.</source>
        <translation>Ein anderer Server, oder eine neuere Version, kann es vielleicht.</translation>
    </message>
    <message>
        <source>Wait until the server has caught up.</source>
        <translation>Warten Sie, bis der Server nachgekommen ist.</translation>
    </message>
    <message>
        <source>Send it again.</source>
        <translation>Senden Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>The scan was refused: this server has no subscriptions (%1), so it cannot name its streams.</source>
        <translation>Das Absuchen wurde abgelehnt: Dieser Server hat keine Abonnements (%1) und kann seine Streams deshalb nicht nennen.</translation>
    </message>
    <message>
        <source>The scan failed. %1</source>
        <translation>Das Absuchen ist gescheitert. %1</translation>
    </message>
    <message>
        <source>Add streams by path or from a file, or set a registry stream in the connection.</source>
        <translation>Fügen Sie Streams mit ihrem Pfad oder aus einer Datei hinzu, oder geben Sie in der Verbindung einen Register-Stream an.</translation>
    </message>
    <message>
        <source>%1 redirects this, and it was not sent on: %2.</source>
        <translation>%1 leitet dies um, und es wurde nicht weitergesendet: %2.</translation>
    </message>
    <message>
        <source>If that is right, connect to that server.</source>
        <translation>Wenn das richtig ist, verbinden Sie mit jenem Server.</translation>
    </message>
    <message>
        <source>The server no longer knows messages that it had acknowledged (409).</source>
        <translation>Der Server kennt Nachrichten nicht mehr, die er bestätigt hatte (409).</translation>
    </message>
    <message>
        <source>The answer (%1) has no producer numbers: the server, or something before it, does not honour producers.</source>
        <translation>Die Antwort (%1) hat keine Erzeugernummern: Der Server, oder etwas vor ihm, beachtet Erzeuger nicht.</translation>
    </message>
    <message>
        <source>The answer (%1) is not that of a Durable Streams server: it may or may not have done it.</source>
        <translation>Die Antwort (%1) ist nicht die eines Durable-Streams-Servers: Vielleicht ist es geschehen, vielleicht nicht.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ExplorerPanel</name>
    <message>
        <source>Filter streams</source>
        <translation>Streams filtern</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Add stream by path…</source>
        <translation>Stream mit Pfad hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>Nicht verbunden.</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden&#xa0;…</translation>
    </message>
    <message>
        <source>Reading the list of streams…</source>
        <translation>Die Liste der Streams wird gelesen&#xa0;…</translation>
    </message>
    <message>
        <source>The connection to the registry was lost; trying again. The list may be out of date.</source>
        <translation>Die Verbindung zum Register ist abgebrochen und wird neu versucht. Die Liste kann veraltet sein.</translation>
    </message>
    <message>
        <source>The list of streams could not be read.</source>
        <translation>Die Liste der Streams war nicht zu lesen.</translation>
    </message>
    <message>
        <source>How the streams are listed, and how more are found</source>
        <translation>Wie die Streams aufgelistet und wie mehr gefunden werden</translation>
    </message>
    <message>
        <source>Options of the list of streams</source>
        <translation>Optionen der Liste der Streams</translation>
    </message>
    <message>
        <source>Scan server…</source>
        <translation>Server absuchen&#xa0;…</translation>
    </message>
    <message>
        <source>This server cannot list its streams; these are the ones known here.</source>
        <translation>Dieser Server kann seine Streams nicht auflisten; dies sind die hier bekannten.</translation>
    </message>
    <message>
        <source>Set a registry stream…</source>
        <translation>Register-Stream angeben&#xa0;…</translation>
    </message>
    <message>
        <source>Enter credentials…</source>
        <translation>Zugangsdaten eingeben&#xa0;…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stream(s) known. The registry names all there are.</source>
        <translation>
            <numerusform>%Ln Stream bekannt. Das Register nennt alle, die es gibt.</numerusform>
            <numerusform>%Ln Streams bekannt. Das Register nennt alle, die es gibt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stream(s) known. The registry may not name them all.</source>
        <translation>
            <numerusform>%Ln Stream bekannt. Das Register nennt vielleicht nicht alle.</numerusform>
            <numerusform>%Ln Streams bekannt. Das Register nennt vielleicht nicht alle.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln stream(s) match.</source>
        <translation>
            <numerusform>%1 von %Ln Stream passt.</numerusform>
            <numerusform>%1 von %Ln Streams passen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::ExportDialog</name>
    <message>
        <source>The rows that &amp;match the filter</source>
        <translation>Die Zeilen, die den &amp;Filter bestehen</translation>
    </message>
    <message>
        <source>Co&amp;lumns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>The whole &amp;capture (%1 rows)</source>
        <translation>Der ganze &amp;Mitschnitt (%1 Zeilen)</translation>
    </message>
    <message>
        <source>&amp;All rows held (%1)</source>
        <translation>&amp;Alle gehaltenen Zeilen (%1)</translation>
    </message>
    <message>
        <source>The &amp;selected rows (%1)</source>
        <translation>Die &amp;gewählten Zeilen (%1)</translation>
    </message>
    <message>
        <source>NDJSON (one JSON value a line)</source>
        <translation>NDJSON (ein JSON-Wert je Zeile)</translation>
    </message>
    <message>
        <source>JSON array</source>
        <translation>JSON-Array</translation>
    </message>
    <message>
        <source>Raw bytes</source>
        <translation>Rohe Bytes</translation>
    </message>
    <message>
        <source>CSV (for spreadsheets)</source>
        <translation>CSV (für Tabellen)</translation>
    </message>
    <message>
        <source>Capture (.dscap)</source>
        <translation>Mitschnitt (.dscap)</translation>
    </message>
    <message>
        <source>The rows that &amp;match the filter (%1)</source>
        <translation>Die Zeilen, die den &amp;Filter bestehen (%1)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>This is the file that is exported from.</source>
        <translation>Dies ist die Datei, aus der exportiert wird.</translation>
    </message>
    <message>
        <source>This file exists and will be replaced.</source>
        <translation>Diese Datei gibt es schon; sie wird ersetzt.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Separated by commas: %1, and JSON pointers such as /value/total</source>
        <translation>Durch Kommas getrennt: %1 und JSON-Pointer wie /value/total</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) exported to %1</source>
        <translation>
            <numerusform>%Ln Zeile exportiert nach %1</numerusform>
            <numerusform>%Ln Zeilen exportiert nach %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) were left out: they have no place in this format.</source>
        <translation>
            <numerusform>%Ln Zeile wurde ausgelassen: Sie hat in diesem Format keinen Platz.</numerusform>
            <numerusform>%Ln Zeilen wurden ausgelassen: Sie haben in diesem Format keinen Platz.</numerusform>
        </translation>
    </message>
    <message>
        <source>The &amp;selected rows (%1, of those that are loaded)</source>
        <translation>Die &amp;gewählten Zeilen (%1, von den geladenen)</translation>
    </message>
    <message>
        <source>The rows that &amp;match the filter, in the whole file</source>
        <translation>Die Zeilen der ganzen Datei, die den &amp;Filter bestehen</translation>
    </message>
</context>
<context>
    <name>Tailwater::ExportRun</name>
    <message>
        <source>%1 cannot be written. %2</source>
        <translation>%1 kann nicht geschrieben werden. %2</translation>
    </message>
    <message>
        <source>an export</source>
        <translation>einem Export</translation>
    </message>
</context>
<context>
    <name>Tailwater::FileField</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>D&amp;urchsuchen&#xa0;…</translation>
    </message>
    <message>
        <source>A file name is needed.</source>
        <translation>Ein Dateiname fehlt.</translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <translation>Dies ist ein Ordner.</translation>
    </message>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>Den Ordner %1 gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>Tailwater::FileSource</name>
    <message>
        <source>Choose the File to Send</source>
        <translation>Die Datei zum Senden wählen</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>Die Datei ist nicht zu lesen: %1</translation>
    </message>
    <message>
        <source>The file is larger than %1.</source>
        <translation>Die Datei ist größer als %1.</translation>
    </message>
    <message>
        <source>The file is empty: there is nothing to send.</source>
        <translation>Die Datei ist leer: Es gibt nichts zu senden.</translation>
    </message>
    <message>
        <source>No file is chosen.</source>
        <translation>Keine Datei ist gewählt.</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose File…</source>
        <translation>Datei wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Each line a message</source>
        <translation>Jede Zeile eine Nachricht</translation>
    </message>
    <message>
        <source>changed %1</source>
        <translation>geändert %1</translation>
    </message>
    <message>
        <source>read %1, and again when it is sent</source>
        <translation>gelesen %1, und noch einmal beim Senden</translation>
    </message>
</context>
<context>
    <name>Tailwater::FileVariable</name>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 ist keine Datei</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>eine Datei %1 gibt es nicht</translation>
    </message>
    <message>
        <source>%1 is larger than %2; send it with “A file”</source>
        <translation>%1 ist größer als %2; senden Sie sie mit „Eine Datei“</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>File to Fill In</source>
        <translation>Datei zum Einsetzen</translation>
    </message>
</context>
<context>
    <name>Tailwater::FilterAdvice</name>
    <message>
        <source>“%1” is looked for as it stands; a regular expression has a / at both ends.</source>
        <translation>„%1“ wird gesucht, wie es dasteht; ein regulärer Ausdruck hat an beiden Enden ein /.</translation>
    </message>
    <message>
        <source>“%1” is compared as one text; several values are written with OR.</source>
        <translation>„%1“ wird als ein einziger Text verglichen; mehrere Werte schreibt man mit OR.</translation>
    </message>
    <message>
        <source>Behind = a * is only a star; behind : it is any text.</source>
        <translation>Hinter = ist * nur ein Stern; hinter : steht er für beliebigen Text.</translation>
    </message>
    <message>
        <source>“%1” is compared as a text; a range of numbers has two ends.</source>
        <translation>„%1“ wird als Text verglichen; ein Bereich von Zahlen hat zwei Enden.</translation>
    </message>
    <message>
        <source>In a value upper and lower case count: it is “%1” there.</source>
        <translation>In einem Wert zählen große und kleine Buchstaben: Dort steht „%1“.</translation>
    </message>
    <message>
        <source>The value of %1 is no text there: it is compared without quotes.</source>
        <translation>Der Wert von %1 ist dort kein Text: Er wird ohne Anführungszeichen verglichen.</translation>
    </message>
    <message>
        <source>The value of %1 is a text there: it is compared in quotes.</source>
        <translation>Der Wert von %1 ist dort ein Text: Er wird in Anführungszeichen verglichen.</translation>
    </message>
    <message>
        <source>Behind : stands the whole value; * is any text before or after it.</source>
        <translation>Hinter : steht der ganze Wert; * ist beliebiger Text davor oder danach.</translation>
    </message>
    <message>
        <source>These are words to look for; several values of a field are written with OR.</source>
        <translation>Das sind Wörter, die gesucht werden; mehrere Werte eines Felds schreibt man mit OR.</translation>
    </message>
    <message>
        <source>“%1” is a word to look for; a field is compared with a sign.</source>
        <translation>„%1“ ist ein Wort, das gesucht wird; ein Feld vergleicht man mit einem Zeichen.</translation>
    </message>
    <message>
        <source>“%1” is compared as it stands; any character is a ? behind :.</source>
        <translation>„%1“ wird verglichen, wie es dasteht; für ein beliebiges Zeichen steht ? hinter :.</translation>
    </message>
    <message>
        <source>The values of %1 are numbers: they are compared without quotes.</source>
        <translation>Die Werte von %1 sind Zahlen: Man vergleicht sie ohne Anführungszeichen.</translation>
    </message>
    <message>
        <source>The values of %1 are texts: they are compared in quotes.</source>
        <translation>Die Werte von %1 sind Texte: Man vergleicht sie in Anführungszeichen.</translation>
    </message>
    <message>
        <source>None of the messages looked into has a field “%1”.</source>
        <translation>Keine der angesehenen Nachrichten hat ein Feld „%1“.</translation>
    </message>
</context>
<context>
    <name>Tailwater::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: word, value.total&gt;=100, op:delete, /regex/i</source>
        <translation>Filter: Wort, value.total&gt;=100, op:delete, /Regex/i</translation>
    </message>
    <message>
        <source>Shows the rows that hold all of these (Ctrl+K): words, &quot;phrases&quot;, /regular expressions/i, fields such as value.total&gt;=100, key:order:*, size&gt;64k, has:error; OR between them, - before one for the opposite</source>
        <translation>Zeigt die Zeilen, die all dies enthalten (Strg+K): Wörter, &quot;Wortfolgen&quot;, /reguläre Ausdrücke/i, Felder wie value.total&gt;=100, key:order:*, size&gt;64k, has:error; OR dazwischen, - davor für das Gegenteil</translation>
    </message>
    <message>
        <source>Stop filtering</source>
        <translation>Das Filtern anhalten</translation>
    </message>
    <message>
        <source>Keep this filter</source>
        <translation>Diesen Filter aufheben</translation>
    </message>
    <message>
        <source>Filters used before, and those kept</source>
        <translation>Früher benutzte und aufgehobene Filter</translation>
    </message>
    <message>
        <source>What becomes of rows that do not pass</source>
        <translation>Was mit Zeilen geschieht, die nicht bestehen</translation>
    </message>
    <message>
        <source>&amp;Hide Others</source>
        <translation>Andere &amp;verbergen</translation>
    </message>
    <message>
        <source>&amp;Dim Others</source>
        <translation>Andere &amp;abblenden</translation>
    </message>
    <message>
        <source>Only &amp;Mark</source>
        <translation>Nur &amp;markieren</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Aufgehoben</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>No filters yet: the star keeps one</source>
        <translation>Noch keine Filter: Der Stern hebt einen auf</translation>
    </message>
    <message>
        <source>&amp;Forget Recent Ones</source>
        <translation>Zuletzt benutzte &amp;vergessen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>rows that pass, rows looked at</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 · %2 %</source>
        <translation>%1 · %2 %</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) shown without a decision: the regular expression takes more than %L1 steps on them.</source>
        <translation>
            <numerusform>%n Nachricht ohne Entscheidung gezeigt: Der reguläre Ausdruck braucht auf ihr mehr als %L1 Schritte.</numerusform>
            <numerusform>%n Nachrichten ohne Entscheidung gezeigt: Der reguläre Ausdruck braucht auf ihnen mehr als %L1 Schritte.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 pass the filter</source>
        <translation>%1 bestehen den Filter</translation>
    </message>
    <message>
        <source>No filter is in force until it is right.</source>
        <translation>Bis er stimmt, gilt kein Filter.</translation>
    </message>
    <message>
        <source>The filter before is still in force: %1</source>
        <translation>Es gilt noch der vorige Filter: %1</translation>
    </message>
    <message>
        <source>No filter is in force: all rows are shown.</source>
        <translation>Es gilt kein Filter: Alle Zeilen werden gezeigt.</translation>
    </message>
    <message>
        <source>Understood as: %1</source>
        <translation>Verstanden als: %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::FilterMeaning</name>
    <message>
        <source>not %1</source>
        <comment>part of a filter that must not hold</comment>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between parts of a filter</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source> and </source>
        <comment>between parts of a filter</comment>
        <translation> und </translation>
    </message>
    <message>
        <source>regular expression %1</source>
        <translation>regulärer Ausdruck %1</translation>
    </message>
    <message>
        <source>text “%1”</source>
        <translation>Text „%1“</translation>
    </message>
    <message>
        <source>word “%1”</source>
        <translation>Wort „%1“</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <comment>field, lowest, greatest value</comment>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>has %1</source>
        <comment>the name of a field</comment>
        <translation>hat %1</translation>
    </message>
    <message>
        <source>%1 (field)</source>
        <comment>a test of a member of the message</comment>
        <translation>%1 (Feld)</translation>
    </message>
    <message>
        <source>%1 (of the row)</source>
        <comment>a test of a row&apos;s size, time, number or offset</comment>
        <translation>%1 (der Zeile)</translation>
    </message>
    <message>
        <source>matches</source>
        <comment>a field and a regular expression</comment>
        <translation>passt zu</translation>
    </message>
    <message>
        <source>begins with</source>
        <comment>a field and a text</comment>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>ends with</source>
        <comment>a field and a text</comment>
        <translation>endet mit</translation>
    </message>
    <message>
        <source>is like</source>
        <comment>a field and a text with * and ?</comment>
        <translation>ist wie</translation>
    </message>
</context>
<context>
    <name>Tailwater::FilterParser</name>
    <message>
        <source>a value for %1 is missing here</source>
        <translation>hier fehlt ein Wert für %1</translation>
    </message>
    <message>
        <source>%1 is no text: compare it with = != &gt; &gt;= &lt; &lt;=</source>
        <translation>%1 ist kein Text: Vergleichen Sie mit = != &gt; &gt;= &lt; &lt;=</translation>
    </message>
    <message>
        <source>both ends of a range must be numbers, or both times, or both text</source>
        <translation>beide Enden eines Bereichs müssen Zahlen sein, oder beide Zeiten, oder beide Text</translation>
    </message>
    <message>
        <source>a space is missing here</source>
        <translation>hier fehlt ein Leerzeichen</translation>
    </message>
    <message>
        <source>true, false and null are compared with = or !=</source>
        <translation>true, false und null werden mit = oder != verglichen</translation>
    </message>
    <message>
        <source>%1 is compared with a number, such as 100, 64k or 2MiB</source>
        <translation>%1 wird mit einer Zahl verglichen, etwa 100, 64k oder 2MiB</translation>
    </message>
    <message>
        <source>a time is written as -30s, -5m, -2h, -1d, 12:00, 12:00:05.250 or 2026-01-31T12:00</source>
        <translation>eine Zeit schreibt man als -30s, -5m, -2h, -1d, 12:00, 12:00:05.250 oder 2026-01-31T12:00</translation>
    </message>
    <message>
        <source>this quote is not closed: end it with &quot;</source>
        <translation>dieses Anführungszeichen ist nicht geschlossen: Beenden Sie es mit &quot;</translation>
    </message>
    <message>
        <source>there is no “(” for this “)”</source>
        <translation>zu dieser „)“ fehlt die „(“</translation>
    </message>
    <message>
        <source>%1 needs something on both sides; to look for the word, write &quot;%1&quot;</source>
        <translation>%1 braucht etwas auf beiden Seiten; um das Wort zu suchen, schreiben Sie &quot;%1&quot;</translation>
    </message>
    <message>
        <source>something to look for is missing here</source>
        <translation>hier fehlt, wonach gesucht wird</translation>
    </message>
    <message>
        <source>parentheses are nested too deep here (more than %1)</source>
        <translation>hier sind Klammern zu tief verschachtelt (mehr als %1)</translation>
    </message>
    <message>
        <source>there is no “)” for this “(”</source>
        <translation>zu dieser „(“ fehlt die „)“</translation>
    </message>
    <message>
        <source>this is no regular expression: %1</source>
        <translation>das ist kein regulärer Ausdruck: %1</translation>
    </message>
    <message>
        <source>has: needs the name of a field, such as has:value.total</source>
        <translation>has: braucht den Namen eines Feldes, etwa has:value.total</translation>
    </message>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
    <message>
        <source>there is nothing right behind this - (write -word, or &quot;-&quot; for the sign itself)</source>
        <translation>hinter diesem - steht nichts (schreiben Sie -Wort, oder &quot;-&quot; für das Zeichen selbst)</translation>
    </message>
    <message>
        <source>; one with blanks in it goes between slashes: %1~/…/</source>
        <translation>; einer mit Leerzeichen steht zwischen Schrägstrichen: %1~/…/</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>Meinten Sie %1?</translation>
    </message>
    <message>
        <source>the operator is written %1; to look for “%2”, write &quot;%2&quot;</source>
        <translation>der Operator heißt %1; um „%2“ zu suchen, schreiben Sie &quot;%2&quot;</translation>
    </message>
    <message>
        <source>several values of a field are written with OR, and - before them for none of them; to look for the words, put them in quotes</source>
        <translation>mehrere Werte eines Felds schreibt man mit OR, und mit - davor, wenn es keiner von ihnen sein soll; um die Wörter zu suchen, setzen Sie sie in Anführungszeichen</translation>
    </message>
    <message>
        <source>behind a name in quotes nothing of the name goes on, nor do quotes begin within one: the whole is written as a pointer</source>
        <translation>hinter einem Namen in Anführungszeichen geht er nicht weiter, und in einem Namen beginnen keine: Das Ganze schreibt man als Zeiger</translation>
    </message>
    <message>
        <source>the opposite is written - or NOT; to look for “%1”, write &quot;%1&quot;</source>
        <translation>das Gegenteil schreibt man mit - oder NOT; um „%1“ zu suchen, schreiben Sie &quot;%1&quot;</translation>
    </message>
    <message>
        <source>%1 is no comparison; to look for this text, or for a value that begins so, put it in quotes</source>
        <translation>%1 ist kein Vergleich; um diesen Text zu suchen, oder einen Wert, der so beginnt, setzen Sie ihn in Anführungszeichen</translation>
    </message>
    <message>
        <source>the field that is compared is missing before %1; to look for the sign, write &quot;%1&quot;</source>
        <translation>vor %1 fehlt das Feld, das verglichen wird; um das Zeichen zu suchen, schreiben Sie &quot;%1&quot;</translation>
    </message>
    <message>
        <source>a member is written without $; to look for “%1”, write &quot;%1&quot;</source>
        <translation>ein Feld schreibt man ohne $; um „%1“ zu suchen, schreiben Sie &quot;%1&quot;</translation>
    </message>
    <message>
        <source>quotes are written &quot;…&quot;; for a text with &apos; at its ends, write &quot;&apos;…&apos;&quot;</source>
        <translation>Anführungszeichen schreibt man &quot;…&quot;; für einen Text mit &apos; an den Enden schreiben Sie &quot;&apos;…&apos;&quot;</translation>
    </message>
    <message>
        <source>a range needs both ends; for this text, put it in quotes</source>
        <translation>ein Bereich braucht beide Enden; für diesen Text setzen Sie ihn in Anführungszeichen</translation>
    </message>
    <message>
        <source>!%1 is no comparison: the opposite is written with - before the name of the field; to look for this text, put it in quotes</source>
        <translation>!%1 ist kein Vergleich: Das Gegenteil wird mit - vor dem Namen des Felds geschrieben; um diesen Text zu suchen, setzen Sie ihn in Anführungszeichen</translation>
    </message>
    <message>
        <source>no value is between these: the lower end of a range comes first; for this text, put it in quotes</source>
        <translation>kein Wert liegt dazwischen: Das untere Ende eines Bereichs kommt zuerst; für diesen Text setzen Sie ihn in Anführungszeichen</translation>
    </message>
    <message>
        <source>behind : stands a text; a comparison is written without it; for this text, put it in quotes</source>
        <translation>hinter : steht ein Text; einen Vergleich schreibt man ohne; für diesen Text setzen Sie ihn in Anführungszeichen</translation>
    </message>
    <message>
        <source>that a member is there is written %1; to look for this text, put it in quotes</source>
        <translation>dass ein Feld da ist, schreibt man %1; um diesen Text zu suchen, setzen Sie ihn in Anführungszeichen</translation>
    </message>
    <message>
        <source>this “(” belongs to a word, as it stands right behind it, and has a “)” that ends a group: put the text in quotes, or a blank before “(”</source>
        <translation>dieses „(“ gehört zu einem Wort, weil es direkt dahinter steht, sein „)“ aber beendet eine Gruppe: Setzen Sie den Text in Anführungszeichen, oder ein Leerzeichen vor „(“</translation>
    </message>
    <message>
        <source>elements are counted from 0, at the beginning; from the end nothing is counted. [*] is any of them</source>
        <translation>Elemente werden von 0 an gezählt, vom Anfang; vom Ende wird nicht gezählt. [*] ist irgendeines davon</translation>
    </message>
    <message>
        <source>between [ and ] stands the number of an element, or * for any; a member is written with a point</source>
        <translation>zwischen [ und ] steht die Nummer eines Elements, oder * für irgendeines; ein Feld schreibt man mit einem Punkt</translation>
    </message>
</context>
<context>
    <name>Tailwater::FilterRun</name>
    <message numerus="yes">
        <source>The regular expression takes more than %L1 steps on %n message(s): make it simpler, for instance without one repetition inside another.</source>
        <translation>
            <numerusform>Der reguläre Ausdruck braucht bei %n Nachricht mehr als %L1 Schritte: Vereinfachen Sie ihn, zum Beispiel ohne eine Wiederholung in einer anderen.</numerusform>
            <numerusform>Der reguläre Ausdruck braucht bei %n Nachrichten mehr als %L1 Schritte: Vereinfachen Sie ihn, zum Beispiel ohne eine Wiederholung in einer anderen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The filter was stopped. Press Enter to apply it again.</source>
        <translation>Der Filter wurde angehalten. Eingabe wendet ihn wieder an.</translation>
    </message>
</context>
<context>
    <name>Tailwater::FindBar</name>
    <message>
        <source>Find in message</source>
        <translation>In der Nachricht suchen</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Close find bar (Escape)</source>
        <translation>Suchleiste schließen (Escape)</translation>
    </message>
</context>
<context>
    <name>Tailwater::ForkDialog</name>
    <message>
        <source>Fork Stream</source>
        <translation>Fork anlegen</translation>
    </message>
    <message>
        <source>Fork “%1”</source>
        <translation>Fork von „%1“</translation>
    </message>
    <message>
        <source>The same as a curl command</source>
        <translation>Dasselbe als curl-Befehl</translation>
    </message>
    <message>
        <source>&amp;New path</source>
        <translation>&amp;Neuer Pfad</translation>
    </message>
    <message>
        <source>Forks</source>
        <translation>Abzweigen</translation>
    </message>
    <message>
        <source>&amp;Lifetime</source>
        <translation>&amp;Lebenszeit</translation>
    </message>
    <message>
        <source>As curl</source>
        <translation>Als curl</translation>
    </message>
    <message>
        <source>C&amp;opy Instead</source>
        <translation>Stattdessen k&amp;opieren</translation>
    </message>
    <message>
        <source>Create &amp;Fork</source>
        <translation>&amp;Fork anlegen</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>This fork existed already. Nothing was changed.</source>
        <translation>Diesen Fork gab es schon. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This server cannot fork inside the first batch (400). Copy the first %1 into a new stream instead? That is no fork: the new stream has no source.</source>
        <translation>Dieser Server kann nicht innerhalb des ersten Teils abzweigen (400). Stattdessen die ersten %1 in einen neuen Stream kopieren? Das ist kein Fork: Der neue Stream hat keine Quelle.</translation>
    </message>
    <message>
        <source>This server cannot fork there (400): it counts only within one append. Fork at %1, the nearest offset before it, and copy %2 behind it? What is copied is no part of the fork.</source>
        <translation>Dieser Server kann dort nicht abzweigen (400): Er zählt nur innerhalb einer Anfügung. Bei %1, dem nächsten Offset davor, abzweigen und %2 dahinter kopieren? Was kopiert wird, gehört nicht zum Fork.</translation>
    </message>
    <message>
        <source>The server said: %1</source>
        <translation>Der Server sagt: %1</translation>
    </message>
    <message>
        <source>C&amp;opy %1</source>
        <translation>%1 k&amp;opieren</translation>
    </message>
    <message>
        <source>Fork and C&amp;opy %1</source>
        <translation>Fork anlegen und %1 k&amp;opieren</translation>
    </message>
    <message>
        <source>Copying… %1 of %2</source>
        <translation>Wird kopiert&#xa0;… %1 von %2</translation>
    </message>
    <message>
        <source>Not everything was copied: %1 of %2. %3</source>
        <translation>Nicht alles wurde kopiert: %1 von %2. %3</translation>
    </message>
    <message>
        <source>at the off&amp;set</source>
        <translation>beim Off&amp;set</translation>
    </message>
    <message>
        <source>The fork begins with what the source holds up to that point, and goes on by itself: it can be written to even if the source is closed. Nothing changes in the source.</source>
        <translation>Der Fork beginnt mit dem, was die Quelle bis dahin enthält, und geht eigene Wege: In ihn kann geschrieben werden, auch wenn die Quelle geschlossen ist. An der Quelle ändert sich nichts.</translation>
    </message>
    <message>
        <source>Asked again, it said that there is a stream at this path (409). That may be this fork, or another stream: open it and look before you choose another path.</source>
        <translation>Beim zweiten Mal hieß es, unter diesem Pfad gebe es einen Stream (409). Das ist vielleicht dieser Fork, vielleicht ein anderer Stream: Öffnen Sie ihn und sehen Sie nach, bevor Sie einen anderen Pfad wählen.</translation>
    </message>
    <message>
        <source>Look whether the stream is there before you fork again.</source>
        <translation>Sehen Sie nach, ob der Stream da ist, bevor Sie noch einmal einen Fork anlegen.</translation>
    </message>
    <message>
        <source>There is a stream at this path (409). An earlier attempt was not answered: that may be this fork, or another stream. Open it and look before you choose another path.</source>
        <translation>Unter diesem Pfad gibt es einen Stream (409). Ein früherer Versuch blieb ohne Antwort: Das ist vielleicht dieser Fork, vielleicht ein anderer Stream. Öffnen Sie ihn und sehen Sie nach, bevor Sie einen anderen Pfad wählen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ForkPoint</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>at its end: with everything that it holds now</source>
        <translation>am Ende: mit allem, was er jetzt enthält</translation>
    </message>
    <message>
        <source>at its beginning: with nothing</source>
        <translation>am Anfang: mit nichts</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>after the first %1</source>
        <translation>nach den ersten: %1</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <comment>an amount, an offset</comment>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>up to and including row %1: %2 after %3</source>
        <comment>a number, an amount, an offset</comment>
        <translation>bis einschließlich Zeile %1: %2 nach %3</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>dem Anfang</translation>
    </message>
</context>
<context>
    <name>Tailwater::GeneralPage</name>
    <message>
        <source>&amp;Read-only: nothing can be written through this connection</source>
        <translation>Nur &amp;lesen: Über diese Verbindung kann nichts geschrieben werden</translation>
    </message>
    <message>
        <source>Optional; shown instead of host and port</source>
        <translation>Freiwillig; steht statt Rechner und Port</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Vorstufe</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>As the environment</source>
        <translation>Wie die Umgebung</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Bernstein</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Blaugrün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>none: the server cannot list its streams</source>
        <translation>keiner: Der Server kann seine Streams nicht auflisten</translation>
    </message>
    <message>
        <source>Server or stream &amp;URL</source>
        <translation>&amp;URL von Server oder Stream</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>Um&amp;gebung</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>Re&amp;gistry stream</source>
        <translation>Reg&amp;ister-Stream</translation>
    </message>
    <message>
        <source>Production: the window shows its colour, and writing stays locked until you unlock it for ten minutes.</source>
        <translation>Produktion: Das Fenster zeigt ihre Farbe, und das Schreiben bleibt gesperrt, bis Sie es für zehn Minuten freigeben.</translation>
    </message>
</context>
<context>
    <name>Tailwater::Guide</name>
    <message>
        <source>en</source>
        <extracomment>The language of the translation, as “de” for German: if the guide is there in it, it is shown.</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>Tailwater::HelpWindow</name>
    <message>
        <source>Tailwater Guide</source>
        <translation>Anleitung zu Tailwater</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Previous Match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next Match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Search the Guide</source>
        <translation>In der Anleitung suchen</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>In der Anleitung suchen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>%1 — Tailwater Guide</source>
        <translation>%1 — Anleitung zu Tailwater</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message numerus="yes">
        <source>on %n page(s)</source>
        <translation>
            <numerusform>auf %n Seite</numerusform>
            <numerusform>auf %n Seiten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::JsonTreeModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>Tailwater::KeptConnectionsDialog</name>
    <message>
        <source>Kept Connections</source>
        <translation>Gemerkte Verbindungen</translation>
    </message>
    <message>
        <source>&amp;Connections, the one used last first</source>
        <translation>Ver&amp;bindungen, die zuletzt benutzte zuerst</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen&#xa0;…</translation>
    </message>
    <message>
        <source>C&amp;onnect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Remove Connection</source>
        <translation>Verbindung entfernen</translation>
    </message>
    <message>
        <source>Remove the connection “%1”?</source>
        <translation>Die Verbindung „%1“ entfernen?</translation>
    </message>
    <message>
        <source>Its secrets are forgotten as well. Nothing changes on the server; what is open in a window stays open until you close it.</source>
        <translation>Auch ihr Geheimes wird vergessen. Auf dem Server ändert sich nichts; was in einem Fenster offen ist, bleibt offen, bis Sie es schließen.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>Än&amp;dern&#xa0;…</translation>
    </message>
</context>
<context>
    <name>Tailwater::Keychain</name>
    <message>
        <source>none is here. Install libsecret-1-0 and a service such as gnome-keyring or KWallet</source>
        <translation>es gibt keinen. Installieren Sie libsecret-1-0 und einen Dienst wie gnome-keyring oder KWallet</translation>
    </message>
</context>
<context>
    <name>Tailwater::LabProducer</name>
    <message>
        <source>The server took it without a word about producers: it does not know them, and would store a retry a second time.</source>
        <translation>Der Server nahm es an, ohne ein Wort über Erzeuger: Er kennt sie nicht und würde eine Wiederholung ein zweites Mal speichern.</translation>
    </message>
    <message>
        <source>Not stored again: in epoch %1 the server has everything up to number %2. For a retry that is success.</source>
        <translation>Nicht noch einmal gespeichert: In Epoche %1 hat der Server alles bis Nummer %2. Für eine Wiederholung ist das ein Erfolg.</translation>
    </message>
    <message>
        <source>Not stored again: the server has this number already. For a retry that is success.</source>
        <translation>Nicht noch einmal gespeichert: Der Server hat diese Nummer schon. Für eine Wiederholung ist das ein Erfolg.</translation>
    </message>
    <message>
        <source>For a new producer it means that somebody used the id before: the next epoch is claimed.</source>
        <translation>Für einen neuen Erzeuger heißt es, dass jemand die Kennung schon benutzt hat: Die nächste Epoche wird beansprucht.</translation>
    </message>
    <message>
        <source>Stored. Number 0 begins epoch %1; every lower epoch of this id is fenced from now on.</source>
        <translation>Gespeichert. Nummer 0 beginnt Epoche %1; jede niedrigere Epoche dieser Kennung ist von nun an ausgesperrt.</translation>
    </message>
    <message>
        <source>Stored. Number %1 is the one after the last that the server had.</source>
        <translation>Gespeichert. Nummer %1 folgt auf die letzte, die der Server hatte.</translation>
    </message>
    <message>
        <source>Nobody had used this id.</source>
        <translation>Niemand hatte diese Kennung benutzt.</translation>
    </message>
    <message>
        <source>Refused: the server expected number %1 and received %2. What lies between is missing, so nothing was stored.</source>
        <translation>Abgewiesen: Der Server erwartete Nummer %1 und bekam %2. Was dazwischen liegt, fehlt; deshalb wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>Fenced: the server is at epoch %1. A producer that was replaced cannot write any more.</source>
        <translation>Ausgesperrt: Der Server ist bei Epoche %1. Ein ersetzter Erzeuger kann nicht mehr schreiben.</translation>
    </message>
    <message>
        <source>The next epoch is claimed.</source>
        <translation>Die nächste Epoche wird beansprucht.</translation>
    </message>
    <message>
        <source>Refused: the stream is closed, and this is not the request that closed it.</source>
        <translation>Abgewiesen: Der Stream ist geschlossen, und dies ist nicht die Anfrage, die ihn schloss.</translation>
    </message>
    <message>
        <source>Refused (400): a new epoch must begin at number 0, or a header is not a number.</source>
        <translation>Abgewiesen (400): Eine neue Epoche muss mit Nummer 0 beginnen, oder ein Kopf ist keine Zahl.</translation>
    </message>
    <message>
        <source>Send the same again with “Duplicate”: its number makes that safe.</source>
        <translation>Senden Sie dasselbe noch einmal mit „Doppelt“: Seine Nummer macht das sicher.</translation>
    </message>
</context>
<context>
    <name>Tailwater::LargeTextBar</name>
    <message>
        <source>Format JSON</source>
        <translation>JSON formatieren</translation>
    </message>
    <message>
        <source>Breaks it into lines; changes white space only</source>
        <translation>Bricht ihn in Zeilen um; ändert nur den Leerraum</translation>
    </message>
    <message>
        <source>Edit Anyway</source>
        <translation>Trotzdem bearbeiten</translation>
    </message>
    <message>
        <source>Each key may take a moment</source>
        <translation>Jede Taste braucht vielleicht einen Augenblick</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n line(s): only the beginning is shown. It is sent as it was put in.</source>
        <translation>
            <numerusform>%1 in %n Zeile: Nur der Anfang ist zu sehen. Gesendet wird der Text, wie er eingefügt wurde.</numerusform>
            <numerusform>%1 in %n Zeilen: Nur der Anfang ist zu sehen. Gesendet wird der Text, wie er eingefügt wurde.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tailwater::LibraryPanel</name>
    <message>
        <source>What the list shows</source>
        <translation>Was die Liste zeigt</translation>
    </message>
    <message>
        <source>Sent to this stream</source>
        <translation>An diesen Stream gesendet</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Kept texts</source>
        <translation>Aufgehobene Texte</translation>
    </message>
    <message>
        <source>Save, rename, delete, import and export</source>
        <translation>Speichern, umbenennen, löschen, importieren und exportieren</translation>
    </message>
    <message>
        <source>Manage kept texts</source>
        <translation>Aufgehobene Texte verwalten</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message>
        <source>Save a draft as a template to use it again.</source>
        <translation>Speichern Sie einen Entwurf als Vorlage, um ihn wieder zu benutzen.</translation>
    </message>
    <message>
        <source>What you send to this stream is kept here.</source>
        <translation>Was Sie an diesen Stream senden, bleibt hier.</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Benutzen</translation>
    </message>
    <message>
        <source>&amp;Save Draft as Template…</source>
        <translation>Entwurf als Vorlage &amp;speichern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Delete Template</source>
        <translation>Vorlage &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Import Templates…</source>
        <translation>Vorlagen &amp;importieren&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Export Templates…</source>
        <translation>Vorlagen &amp;exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Clear This History</source>
        <translation>Diesen Verlauf &amp;leeren</translation>
    </message>
    <message>
        <source>Save as Template</source>
        <translation>Als Vorlage speichern</translation>
    </message>
    <message>
        <source>Name; one that is there already is replaced:</source>
        <translation>Name; eine vorhandene wird ersetzt:</translation>
    </message>
    <message>
        <source>Rename Template</source>
        <translation>Vorlage umbenennen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Import Templates</source>
        <translation>Vorlagen importieren</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ist nicht zu lesen: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%n Vorlage importiert.</numerusform>
            <numerusform>%n Vorlagen importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export Templates</source>
        <translation>Vorlagen exportieren</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
</context>
<context>
    <name>Tailwater::LifetimeField</name>
    <message>
        <source>Lifetime</source>
        <translation>Lebenszeit</translation>
    </message>
    <message>
        <source>As the source</source>
        <translation>Wie die Quelle</translation>
    </message>
    <message>
        <source>Kept until deleted</source>
        <translation>Bleibt bis zum Löschen</translation>
    </message>
    <message>
        <source>Time to live</source>
        <translation>Lebensdauer</translation>
    </message>
    <message>
        <source>Fixed end</source>
        <translation>Festes Ende</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Time to live in seconds</source>
        <translation>Lebensdauer in Sekunden</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>The stream goes when nobody has read or written it for this long. Watching it here keeps it alive.</source>
        <translation>Der Stream verschwindet, wenn ihn so lange niemand gelesen oder geschrieben hat. Ihn hier anzusehen hält ihn am Leben.</translation>
    </message>
    <message>
        <source>The stream goes at this time, whatever happens.</source>
        <translation>Der Stream verschwindet zu dieser Zeit, was auch geschieht.</translation>
    </message>
    <message numerus="yes">
        <source>The source lives for %n second(s) after it was last read or written. The fork gets the same time, renewed by its own readers and writers.</source>
        <translation>
            <numerusform>Die Quelle lebt %n Sekunde, nachdem sie zuletzt gelesen oder geschrieben wurde. Der Fork bekommt dieselbe Zeit, erneuert von seinen eigenen Lesern und Schreibern.</numerusform>
            <numerusform>Die Quelle lebt %n Sekunden, nachdem sie zuletzt gelesen oder geschrieben wurde. Der Fork bekommt dieselbe Zeit, erneuert von seinen eigenen Lesern und Schreibern.</numerusform>
        </translation>
    </message>
    <message>
        <source>The source ends at %1, and so does the fork.</source>
        <translation>Die Quelle endet um %1, und der Fork auch.</translation>
    </message>
    <message>
        <source>A fork takes over the lifetime of its source; one without a lifetime is kept until it is deleted.</source>
        <translation>Ein Fork übernimmt die Lebenszeit seiner Quelle; einer ohne Lebenszeit bleibt, bis er gelöscht wird.</translation>
    </message>
</context>
<context>
    <name>Tailwater::LifetimeGate</name>
    <message>
        <source>Looking whether reading would renew its lifetime…</source>
        <translation>Es wird nachgesehen, ob Lesen seine Lebenszeit erneuern würde&#xa0;…</translation>
    </message>
    <message>
        <source>So it is not known whether reading would renew its lifetime, and nothing is read unasked.</source>
        <translation>Also ist nicht bekannt, ob Lesen seine Lebenszeit erneuern würde, und ungefragt wird nichts gelesen.</translation>
    </message>
    <message>
        <source>Nothing is sent before it is entered.</source>
        <translation>Bevor es eingegeben ist, wird nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>Tailwater::MainWindow</name>
    <message>
        <source>Select a stream to see what it is, press Enter to read it.</source>
        <translation>Wählen Sie einen Stream, um zu sehen, was er ist; Eingabe liest ihn.</translation>
    </message>
    <message>
        <source>registry of %1</source>
        <translation>Register von %1</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbinden mit %1&#xa0;…</translation>
    </message>
    <message>
        <source>%1 — %2 — Tailwater</source>
        <translation>%1 — %2 — Tailwater</translation>
    </message>
    <message>
        <source>Tailwater</source>
        <translation>Tailwater</translation>
    </message>
    <message>
        <source>%1 — Tailwater</source>
        <translation>%1 — Tailwater</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Go to “%1”</source>
        <translation>Zu „%1“ gehen</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>&amp;Stream</source>
        <translation>&amp;Stream</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>S&amp;chreiben</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tool Bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Colours of &amp;Messages</source>
        <translation>Farben der Nachrich&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>&amp;Time Received</source>
        <translation>&amp;Empfangszeit</translation>
    </message>
    <message>
        <source>S&amp;how As</source>
        <translation>An&amp;zeigen als</translation>
    </message>
    <message>
        <source>No stream is open</source>
        <translation>Kein Stream ist geöffnet</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>&amp;Automatisch</translation>
    </message>
    <message>
        <source>The secrets are kept until you quit. %1</source>
        <translation>Die Zugangsdaten bleiben, bis Sie beenden. %1</translation>
    </message>
    <message>
        <source>Open a Link</source>
        <translation>Einen Link öffnen</translation>
    </message>
    <message>
        <source>Open a stream on %1?</source>
        <translation>Einen Stream auf %1 öffnen?</translation>
    </message>
    <message>
        <source>A link asks for %1. You have not connected to this server before. It is opened read-only and without credentials.</source>
        <translation>Ein Link verlangt %1. Mit diesem Server waren Sie noch nicht verbunden. Er wird nur zum Lesen und ohne Zugangsdaten geöffnet.</translation>
    </message>
    <message>
        <source>&amp;Open Read-Only</source>
        <translation>Nur zum Lesen ö&amp;ffnen</translation>
    </message>
    <message>
        <source>There is no connection called “%1”.</source>
        <translation>Es gibt keine Verbindung namens „%1“.</translation>
    </message>
    <message>
        <source>Import Connections</source>
        <translation>Verbindungen importieren</translation>
    </message>
    <message>
        <source>Connections (*.json)</source>
        <translation>Verbindungen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ist nicht zu lesen: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) imported, without secrets.</source>
        <translation>
            <numerusform>%n Verbindung importiert, ohne Geheimes.</numerusform>
            <numerusform>%n Verbindungen importiert, ohne Geheimes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export Connections Without Secrets</source>
        <translation>Verbindungen ohne Geheimes exportieren</translation>
    </message>
    <message>
        <source>tailwater-connections.json</source>
        <translation>tailwater-verbindungen.json</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) exported, without secrets.</source>
        <translation>
            <numerusform>%n Verbindung exportiert, ohne Geheimes.</numerusform>
            <numerusform>%n Verbindungen exportiert, ohne Geheimes.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>Scan Server</source>
        <translation>Server absuchen</translation>
    </message>
    <message>
        <source>Scan %1 for streams?</source>
        <translation>%1 nach Streams absuchen?</translation>
    </message>
    <message>
        <source>The protocol has no list of streams. A subscription to everything is created under a random name, which makes the server name its streams, and deleted again at once. No stream is read or changed. Servers without subscriptions refuse this.</source>
        <translation>Das Protokoll kennt keine Liste der Streams. Unter einem zufälligen Namen wird ein Abonnement auf alles angelegt, wodurch der Server seine Streams nennt, und gleich wieder gelöscht. Kein Stream wird gelesen oder geändert. Server ohne Abonnements lehnen dies ab.</translation>
    </message>
    <message>
        <source>&amp;Scan</source>
        <translation>&amp;Absuchen</translation>
    </message>
    <message>
        <source>Scanning %1…</source>
        <translation>%1 wird abgesucht&#xa0;…</translation>
    </message>
    <message>
        <source>scan of %1</source>
        <translation>Absuchen von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) found.</source>
        <translation>
            <numerusform>%n Stream gefunden.</numerusform>
            <numerusform>%n Streams gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add Streams From a File</source>
        <translation>Streams aus einer Datei hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) added to the list.</source>
        <translation>
            <numerusform>%n Stream zur Liste hinzugefügt.</numerusform>
            <numerusform>%n Streams zur Liste hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Messages are being sent. Stop sending and quit?</source>
        <translation>Nachrichten werden gesendet. Das Senden anhalten und beenden?</translation>
    </message>
    <message>
        <source>&amp;Stop and Quit</source>
        <translation>&amp;Anhalten und beenden</translation>
    </message>
    <message>
        <source>Rese&amp;nd…</source>
        <translation>&amp;Noch einmal senden&#xa0;…</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) sent again.</source>
        <translation>
            <numerusform>%n Nachricht noch einmal gesendet.</numerusform>
            <numerusform>%n Nachrichten noch einmal gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Captured to %1</source>
        <translation>Mitgeschnitten in %1</translation>
    </message>
    <message>
        <source>&amp;Row</source>
        <translation>&amp;Zeile</translation>
    </message>
    <message>
        <source>What is not stored yet is kept as a draft. What is on its way may be stored already: its draft says so. A burst is not kept.</source>
        <translation>Was noch nicht gespeichert ist, bleibt als Entwurf. Was unterwegs ist, ist vielleicht schon gespeichert: Sein Entwurf sagt das. Eine Serie bleibt nicht.</translation>
    </message>
    <message>
        <source>no stream is selected</source>
        <translation>kein Stream ist gewählt</translation>
    </message>
</context>
<context>
    <name>Tailwater::Marker</name>
    <message>
        <source>the stream begins</source>
        <translation>der Stream beginnt</translation>
    </message>
    <message>
        <source>reading begins now</source>
        <translation>das Lesen beginnt jetzt</translation>
    </message>
    <message>
        <source>reading begins at %1</source>
        <translation>das Lesen beginnt bei %1</translation>
    </message>
    <message>
        <source>caught up, live from here</source>
        <translation>aufgeholt, ab hier live</translation>
    </message>
    <message>
        <source>reconnected after %1 s, resumed at %2, no gap</source>
        <translation>nach %1 s wieder verbunden, bei %2 fortgesetzt, keine Lücke</translation>
    </message>
    <message>
        <source>resumed at %1, no gap</source>
        <translation>bei %1 fortgesetzt, keine Lücke</translation>
    </message>
    <message>
        <source>jumped to now; what follows %1 was not read</source>
        <translation>ans Ende gesprungen; was auf %1 folgt, wurde nicht gelesen</translation>
    </message>
    <message>
        <source>the stream was recreated; another stream follows</source>
        <translation>der Stream wurde neu angelegt; es folgt ein anderer</translation>
    </message>
    <message>
        <source>end of stream: closed, no more data can arrive</source>
        <translation>Ende des Streams: geschlossen, es kann nichts mehr kommen</translation>
    </message>
    <message>
        <source>%1 oldest rows left the view</source>
        <translation>die ältesten %1 Zeilen haben die Ansicht verlassen</translation>
    </message>
    <message>
        <source>%1 rows cleared</source>
        <translation>%1 Zeilen ausgeblendet</translation>
    </message>
    <message>
        <source>inherited up to here; what follows is the fork&apos;s own</source>
        <translation>geerbt bis hierher; was folgt, gehört dem Fork selbst</translation>
    </message>
    <message>
        <source>the fork&apos;s own begins somewhere above: one answer held both</source>
        <translation>das Eigene des Forks beginnt irgendwo darüber: eine Antwort enthielt beides</translation>
    </message>
</context>
<context>
    <name>Tailwater::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Tailwater::MessageTemplate</name>
    <message>
        <source>The number of the message in this send, from 1</source>
        <translation>Die Nummer der Nachricht in dieser Sendung, ab 1</translation>
    </message>
    <message>
        <source>The time, such as 2026-01-31T12:00:00.000Z</source>
        <translation>Die Zeit, etwa 2026-01-31T12:00:00.000Z</translation>
    </message>
    <message>
        <source>The time in milliseconds since 1970</source>
        <translation>Die Zeit in Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>A random UUID</source>
        <translation>Eine zufällige UUID</translation>
    </message>
    <message>
        <source>A random number from 0 to 4294967295</source>
        <translation>Eine Zufallszahl von 0 bis 4294967295</translation>
    </message>
    <message>
        <source>A random number from 1 to 10</source>
        <translation>Eine Zufallszahl von 1 bis 10</translation>
    </message>
    <message>
        <source>One of the words</source>
        <translation>Eines der Wörter</translation>
    </message>
    <message>
        <source>The environment variable NAME</source>
        <translation>Die Umgebungsvariable NAME</translation>
    </message>
    <message>
        <source>there is no variable {{%1}}</source>
        <translation>es gibt keine Variable {{%1}}</translation>
    </message>
    <message>
        <source>randInt needs two whole numbers, the smaller first: {{randInt 1 10}}</source>
        <translation>randInt braucht zwei ganze Zahlen, die kleinere zuerst: {{randInt 1 10}}</translation>
    </message>
    <message>
        <source>pick needs words to choose from: {{pick a b c}}</source>
        <translation>pick braucht Wörter zur Auswahl: {{pick a b c}}</translation>
    </message>
    <message>
        <source>env needs the name of an environment variable: {{env HOME}}</source>
        <translation>env braucht den Namen einer Umgebungsvariablen: {{env HOME}}</translation>
    </message>
    <message>
        <source>the environment variable %1 is not set</source>
        <translation>die Umgebungsvariable %1 ist nicht gesetzt</translation>
    </message>
    <message>
        <source>{{%1}} takes nothing after its name</source>
        <translation>{{%1}} nimmt nach seinem Namen nichts an</translation>
    </message>
    <message>
        <source>The content of a file, byte for byte</source>
        <translation>Der Inhalt einer Datei, Byte für Byte</translation>
    </message>
    <message>
        <source>file needs a path: {{file /home/me/order.json}}</source>
        <translation>file braucht einen Pfad: {{file /home/me/order.json}}</translation>
    </message>
</context>
<context>
    <name>Tailwater::MetadataPanel</name>
    <message>
        <source>long-poll</source>
        <translation>Long-Poll</translation>
    </message>
    <message>
        <source>not live yet</source>
        <translation>noch nicht live</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a stream to see what it is.</source>
        <translation>Wählen Sie einen Stream, um zu sehen, was er ist.</translation>
    </message>
    <message>
        <source>&amp;Refresh Metadata</source>
        <translation>Metadaten auffrischen</translation>
    </message>
    <message>
        <source>Copy &amp;All</source>
        <translation>&amp;Alles kopieren</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Wer es ist</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>Lebenszeit</translation>
    </message>
    <message>
        <source>Reading here</source>
        <translation>Lesen hier</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Tail offset</source>
        <translation>Offset am Ende</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Inhaltstyp</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Cursor</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Closed: no more data can arrive</source>
        <translation>Geschlossen: es kann nichts mehr kommen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>An opaque token of the server; it names the end of the stream.</source>
        <translation>Ein undurchsichtiges Zeichen des Servers; es benennt das Ende des Streams.</translation>
    </message>
    <message>
        <source>%1, answered in %2 ms</source>
        <translation>%1, Antwort nach %2 ms</translation>
    </message>
    <message>
        <source>%1, sliding: reading and writing renew it, this panel does not</source>
        <translation>%1, gleitend: Lesen und Schreiben erneuern sie, dieses Feld nicht</translation>
    </message>
    <message>
        <source>Ends in %1, at %2</source>
        <translation>Endet in %1, um %2</translation>
    </message>
    <message>
        <source>Ended at %1</source>
        <translation>Endete um %1</translation>
    </message>
    <message>
        <source>Kept until it is deleted</source>
        <translation>Bleibt, bis er gelöscht wird</translation>
    </message>
    <message>
        <source>not open</source>
        <translation>nicht offen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Watch for Changes</source>
        <translation>Auf &amp;Änderungen achten</translation>
    </message>
    <message>
        <source>Ask every five seconds, by HEAD, and list what changes</source>
        <translation>Alle fünf Sekunden mit HEAD fragen und auflisten, was sich ändert</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>All headers</source>
        <translation>Alle Köpfe</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Forked from</source>
        <translation>Fork von</translation>
    </message>
    <message>
        <source>Left off at</source>
        <translation>Verlassen bei</translation>
    </message>
    <message>
        <source>not known: servers do not say</source>
        <translation>nicht bekannt: Server sagen es nicht</translation>
    </message>
    <message>
        <source>never read here</source>
        <translation>hier nie gelesen</translation>
    </message>
    <message>
        <source>%1 %2: %3 → %4</source>
        <translation>%1 %2: %3 → %4</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>none seen</source>
        <translation>keine gesehen</translation>
    </message>
    <message>
        <source>%1, at its end of that time</source>
        <translation>%1, an seinem damaligen Ende</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, bei %2</translation>
    </message>
    <message>
        <source>Known of forks that were made here.</source>
        <translation>Bekannt von Forks, die hier angelegt wurden.</translation>
    </message>
    <message>
        <source>never opened here</source>
        <translation>hier nie geöffnet</translation>
    </message>
    <message>
        <source>lifetime</source>
        <translation>Lebenszeit</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>Seen to change</source>
        <translation>Gesehene Änderungen</translation>
    </message>
    <message>
        <source>Known forks</source>
        <translation>Bekannte Forks</translation>
    </message>
    <message>
        <source>First opened</source>
        <translation>Zuerst geöffnet</translation>
    </message>
    <message>
        <source>Kept on this computer only</source>
        <translation>Bleibt nur auf diesem Rechner</translation>
    </message>
    <message>
        <source>Not&amp;e</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>The files it was captured to from here, the latest first.</source>
        <translation>Die Dateien, in die er von hier aus mitgeschnitten wurde, die jüngste zuerst.</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>Captured to</source>
        <translation>Mitgeschnitten in</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht da</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
</context>
<context>
    <name>Tailwater::MissingSecrets</name>
    <message>
        <source>The password was kept only until you quit.</source>
        <translation>Das Passwort wurde nur behalten, bis Sie beendeten.</translation>
    </message>
    <message>
        <source>The token was kept only until you quit.</source>
        <translation>Das Token wurde nur behalten, bis Sie beendeten.</translation>
    </message>
    <message>
        <source>The password of the proxy was kept only until you quit.</source>
        <translation>Das Passwort des Proxys wurde nur behalten, bis Sie beendeten.</translation>
    </message>
    <message>
        <source>The secrets of this connection were kept only until you quit.</source>
        <translation>Das Geheime dieser Verbindung wurde nur behalten, bis Sie beendeten.</translation>
    </message>
    <message>
        <source>The keychain did not give the secrets of this connection.</source>
        <translation>Der Schlüsselbund hat das Geheime dieser Verbindung nicht hergegeben.</translation>
    </message>
    <message>
        <source>This connection was imported, and its secrets were not.</source>
        <translation>Diese Verbindung wurde importiert, ihr Geheimes nicht.</translation>
    </message>
</context>
<context>
    <name>Tailwater::NetworkPage</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Wie das System sagt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>HTTP-Proxy</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy</source>
        <translation>SOCKS-5-Proxy</translation>
    </message>
    <message>
        <source>if it asks for one</source>
        <translation>wenn er einen verlangt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Long-poll</source>
        <translation>Long-Poll</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>Pro&amp;xy</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>&amp;Rechner</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>U&amp;ser</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;Live mode</source>
        <translation>&amp;Live-Modus</translation>
    </message>
    <message>
        <source>Time to c&amp;onnect</source>
        <translation>Zeit zum &amp;Verbinden</translation>
    </message>
    <message>
        <source>Time to &amp;answer</source>
        <translation>Zeit zum &amp;Antworten</translation>
    </message>
    <message>
        <source>Tails at the same t&amp;ime</source>
        <translation>Streams &amp;zugleich</translation>
    </message>
</context>
<context>
    <name>Tailwater::NoticeStrip</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Tailwater::OnDiskStrip</name>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>%1 is being written by %2. Shown is what it held when it was opened.</source>
        <translation>In %1 schreibt gerade %2. Gezeigt wird, was die Datei beim Öffnen enthielt.</translation>
    </message>
    <message>
        <source>%1 has more rows by now. Shown is what it held when it was opened.</source>
        <translation>%1 hat inzwischen mehr Zeilen. Gezeigt wird, was die Datei beim Öffnen enthielt.</translation>
    </message>
    <message>
        <source>%1 has changed on disk. Shown is what it held when it was opened; it is neither replayed nor exported as a whole any more.</source>
        <translation>%1 hat sich auf der Platte geändert. Gezeigt wird, was die Datei beim Öffnen enthielt; als Ganzes wird sie weder abgespielt noch exportiert.</translation>
    </message>
    <message>
        <source>%1 is not there any more. Shown is what it held when it was opened.</source>
        <translation>%1 ist nicht mehr da. Gezeigt wird, was die Datei beim Öffnen enthielt.</translation>
    </message>
</context>
<context>
    <name>Tailwater::OpenStreamDialog</name>
    <message>
        <source>Open a Stream of %1</source>
        <translation>Einen Stream von %1 öffnen</translation>
    </message>
    <message>
        <source>Path, such as orders/2026, or a whole URL</source>
        <translation>Pfad, etwa orders/2026, oder eine ganze URL</translation>
    </message>
    <message>
        <source>The beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Now: new messages only</source>
        <translation>Jetzt: nur neue Nachrichten</translation>
    </message>
    <message>
        <source>An offset</source>
        <translation>Ein Offset</translation>
    </message>
    <message>
        <source>A token that the server gave</source>
        <translation>Ein Zeichen, das der Server vergeben hat</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>&amp;Stream</source>
        <translation>&amp;Stream</translation>
    </message>
    <message>
        <source>&amp;Read from</source>
        <translation>&amp;Lesen ab</translation>
    </message>
    <message>
        <source>&amp;New Stream…</source>
        <translation>&amp;Neuer Stream&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>Tailwater::OverviewStrip</name>
    <message>
        <source>Overview: matches, errors and marks</source>
        <translation>Überblick: Treffer, Fehler und Merkzeichen</translation>
    </message>
    <message>
        <source>Rows %1 to %2</source>
        <translation>Zeilen %1 bis %2</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es) of the filter</source>
        <translation>
            <numerusform>%n Treffer des Filters</numerusform>
            <numerusform>%n Treffer des Filters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n malformed row(s)</source>
        <translation>
            <numerusform>%n fehlerhafte Zeile</numerusform>
            <numerusform>%n fehlerhafte Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>marked</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>a note about the connection</source>
        <translation>eine Bemerkung zur Verbindung</translation>
    </message>
</context>
<context>
    <name>Tailwater::PasteNotice</name>
    <message>
        <source>Take Its Bytes</source>
        <translation>Als Bytes nehmen</translation>
    </message>
    <message>
        <source>Shows the whole as hexadecimal bytes, with what was pasted as it was</source>
        <translation>Zeigt das Ganze als hexadezimale Bytes, das Eingefügte unverändert</translation>
    </message>
    <message>
        <source>What was pasted was changed: the editor cannot hold it as it was.</source>
        <translation>Das Eingefügte wurde verändert: Der Editor kann es nicht halten, wie es war.</translation>
    </message>
    <message>
        <source>What was pasted was changed: line feeds took the place of %1.</source>
        <translation>Das Eingefügte wurde verändert: Zeilenvorschübe stehen jetzt an der Stelle von %1.</translation>
    </message>
</context>
<context>
    <name>Tailwater::Payload</name>
    <message>
        <source>an array is expected here: [ … ]</source>
        <translation>hier wird ein Array erwartet: [ … ]</translation>
    </message>
    <message>
        <source>the array is empty: nothing would be stored</source>
        <translation>das Array ist leer: nichts würde gespeichert</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>Will store %n message(s)</source>
        <translation>
            <numerusform>Speichert %n Nachricht</numerusform>
            <numerusform>Speichert %n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>a byte is two digits: one is missing here</source>
        <translation>ein Byte sind zwei Ziffern: hier fehlt eine</translation>
    </message>
    <message>
        <source>a hexadecimal digit is expected here</source>
        <translation>hier wird eine hexadezimale Ziffer erwartet</translation>
    </message>
    <message>
        <source>Nothing to send: the message is empty</source>
        <translation>Nichts zu senden: Die Nachricht ist leer</translation>
    </message>
    <message>
        <source>with its variables filled in, this is larger than %1</source>
        <translation>mit eingesetzten Variablen ist das größer als %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::PositionBar</name>
    <message>
        <source>Position in the capture</source>
        <translation>Stelle im Mitschnitt</translation>
    </message>
    <message>
        <source>Rows %1 to %2 of %3</source>
        <translation>Zeilen %1 bis %2 von %3</translation>
    </message>
    <message>
        <source>looking through the file, %1 %</source>
        <translation>die Datei wird durchgesehen, %1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) of a last row that was not written to its end are left out</source>
        <translation>
            <numerusform>%n Byte einer letzten Zeile, die nicht zu Ende geschrieben wurde, ist ausgelassen</numerusform>
            <numerusform>%n Bytes einer letzten Zeile, die nicht zu Ende geschrieben wurde, sind ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows %1 to %2, of %3 to %4</source>
        <translation>Zeilen %1 bis %2, von %3 bis %4</translation>
    </message>
</context>
<context>
    <name>Tailwater::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Open the tabs of the last session at start</source>
        <translation>Beim Start die Reiter der letzten Sitzung ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Ask servers for the state of the streams in view</source>
        <translation>Server nach dem &amp;Zustand der sichtbaren Streams fragen</translation>
    </message>
    <message>
        <source>By HEAD, which reads nothing and renews no lifetime</source>
        <translation>Mit HEAD, das nichts liest und keine Lebenszeit erneuert</translation>
    </message>
    <message>
        <source>A&amp;ppearance</source>
        <translation>A&amp;ussehen</translation>
    </message>
    <message>
        <source>At start</source>
        <translation>Beim Start</translation>
    </message>
    <message>
        <source>List of streams</source>
        <translation>Liste der Streams</translation>
    </message>
    <message>
        <source>&amp;Reset All…</source>
        <translation>Alles zurü&amp;cksetzen&#xa0;…</translation>
    </message>
    <message>
        <source>Reset All Settings</source>
        <translation>Alle Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all settings?</source>
        <translation>Alle Einstellungen zurücksetzen?</translation>
    </message>
    <message>
        <source>Appearance, window, lists of streams, how they are looked at, where they were left off, and drafts are forgotten. Connections and their secrets stay. No stream is touched.</source>
        <translation>Aussehen, Fenster, Listen der Streams, wie sie angesehen und wo sie verlassen wurden, und Entwürfe werden vergessen. Verbindungen und ihre Zugangsdaten bleiben. Kein Stream wird berührt.</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Tailwater::ProblemsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What Happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What To Do</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>%1
over %2</source>
        <comment>when a problem began, and when it was over</comment>
        <translation>%1
vorbei %2</translation>
    </message>
</context>
<context>
    <name>Tailwater::ProblemsPanel</name>
    <message>
        <source>Nothing has gone wrong so far.</source>
        <translation>Bisher ging nichts schief.</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>&amp;Copy Problem</source>
        <translation>Problem &amp;kopieren</translation>
    </message>
    <message>
        <source>C&amp;lear List</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>over %1</source>
        <comment>when a problem was over</comment>
        <translation>vorbei %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::ProducerLabDialog</name>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Next sequence number</source>
        <translation>Nächste Nummer</translation>
    </message>
    <message>
        <source>Producer Lab — %1</source>
        <translation>Erzeuger-Labor — %1</translation>
    </message>
    <message>
        <source>Every request carries a producer id, an epoch and a sequence number. Use them rightly and wrongly, and see what the server makes of it. What is stored stays in “%1” on %2.</source>
        <translation>Jede Anfrage trägt eine Erzeuger-Kennung, eine Epoche und eine Nummer. Benutzen Sie sie richtig und falsch, und sehen Sie, was der Server daraus macht. Was gespeichert wird, bleibt in „%1“ auf %2.</translation>
    </message>
    <message>
        <source>Show on the &amp;Wire</source>
        <translation>Auf der Leitung &amp;zeigen</translation>
    </message>
    <message>
        <source>Next sequence n&amp;umber</source>
        <translation>Nächste N&amp;ummer</translation>
    </message>
    <message>
        <source>&amp;Producer id</source>
        <translation>&amp;Erzeuger-Kennung</translation>
    </message>
    <message>
        <source>&amp;Epoch</source>
        <translation>Epo&amp;che</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>The next number, as a producer does</source>
        <translation>Die nächste Nummer, wie ein Erzeuger es tut</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Doppelt</translation>
    </message>
    <message>
        <source>The last request once more, as after a lost answer</source>
        <translation>Die letzte Anfrage noch einmal, wie nach einer verlorenen Antwort</translation>
    </message>
    <message>
        <source>&amp;Gap</source>
        <translation>&amp;Lücke</translation>
    </message>
    <message>
        <source>One number is left out</source>
        <translation>Eine Nummer wird ausgelassen</translation>
    </message>
    <message>
        <source>S&amp;tale Epoch</source>
        <translation>Al&amp;te Epoche</translation>
    </message>
    <message>
        <source>The epoch before this one, as a producer that was replaced. There is none below 0.</source>
        <translation>Die Epoche vor dieser, wie ein ersetzter Erzeuger. Unter 0 gibt es keine.</translation>
    </message>
    <message>
        <source>&amp;New Epoch</source>
        <translation>Neue Epoc&amp;he</translation>
    </message>
    <message>
        <source>The next epoch from number 0, as a producer that was started again</source>
        <translation>Die nächste Epoche ab Nummer 0, wie ein neu gestarteter Erzeuger</translation>
    </message>
    <message>
        <source>&amp;Claim</source>
        <translation>&amp;Beanspruchen</translation>
    </message>
    <message>
        <source>As a producer that knows nothing: epoch 0, and above what the server tells</source>
        <translation>Wie ein Erzeuger, der nichts weiß: Epoche 0, und dann über der, die der Server nennt</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Epoch, number</source>
        <translation>Epoche, Nummer</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was es heißt</translation>
    </message>
    <message>
        <source>In flight: %1 · acknowledged: %2</source>
        <translation>Unterwegs: %1 · bestätigt: %2</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Stale epoch</source>
        <translation>Alte Epoche</translation>
    </message>
    <message>
        <source>New epoch</source>
        <translation>Neue Epoche</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Beanspruchen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>epoch, number</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Noch wurde nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>Tailwater::RecentCaptures</name>
    <message>
        <source>Recent Ca&amp;ptures</source>
        <translation>&amp;Letzte Mitschnitte</translation>
    </message>
    <message>
        <source>No capture was written or opened yet</source>
        <translation>Noch kein Mitschnitt wurde geschrieben oder geöffnet</translation>
    </message>
    <message>
        <source>&amp;Forget These</source>
        <translation>Diese &amp;vergessen</translation>
    </message>
</context>
<context>
    <name>Tailwater::ReplayDialog</name>
    <message>
        <source>C&amp;reate the stream if there is none</source>
        <translation>Den Stream an&amp;legen, wenn es ihn nicht gibt</translation>
    </message>
    <message>
        <source>Copy Stream</source>
        <translation>Stream kopieren</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>As fast as the server takes it</source>
        <translation>So schnell, wie der Server es annimmt</translation>
    </message>
    <message>
        <source>As it was received</source>
        <translation>Wie es empfangen wurde</translation>
    </message>
    <message>
        <source>As it was received, times</source>
        <translation>Wie es empfangen wurde, mal</translation>
    </message>
    <message>
        <source>Times the speed</source>
        <translation>Vielfaches der Geschwindigkeit</translation>
    </message>
    <message>
        <source>&amp;Speed</source>
        <translation>Te&amp;mpo</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source> rows a second</source>
        <translation> Zeilen je Sekunde</translation>
    </message>
    <message>
        <source>At &amp;most</source>
        <translation>&amp;Höchstens</translation>
    </message>
    <message>
        <source>such as orders/copy</source>
        <translation>etwa orders/copy</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>To ser&amp;ver</source>
        <translation>An Ser&amp;ver</translation>
    </message>
    <message>
        <source>S&amp;tream</source>
        <translation>S&amp;tream</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>Connect to the server of the new stream first.</source>
        <translation>Verbinden Sie zuerst mit dem Server des neuen Streams.</translation>
    </message>
    <message>
        <source>This is no stream of this server.</source>
        <translation>Dies ist kein Stream dieses Servers.</translation>
    </message>
    <message>
        <source>Type the &amp;name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>This is production: type the last part of the path to go on</source>
        <translation>Dies ist Produktion: Schreiben Sie den letzten Teil des Pfades, um fortzufahren</translation>
    </message>
    <message>
        <source>&amp;Go On</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>This is production. What is appended cannot be taken back.</source>
        <translation>Dies ist Produktion. Was angehängt ist, lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Capturing what is to be replayed: %1 rows</source>
        <translation>Mitgeschnitten wird, was abzuspielen ist: %1 Zeilen</translation>
    </message>
    <message>
        <source>%1 of %2 rows, %3 stored</source>
        <translation>%1 von %2 Zeilen, %3 gespeichert</translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 ausgelassen</translation>
    </message>
    <message>
        <source>The server does not answer; the same rows are sent again.</source>
        <translation>Der Server antwortet nicht; dieselben Zeilen werden noch einmal gesendet.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>%1 rows stored</source>
        <translation>%1 Zeilen gespeichert</translation>
    </message>
    <message>
        <source>%1 rows were left out: they have no place in this stream.</source>
        <translation>%1 Zeilen wurden ausgelassen: Sie haben in diesem Stream keinen Platz.</translation>
    </message>
    <message>
        <source>Stopped: %1. It can be gone on with.</source>
        <translation>Angehalten: %1. Es lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>Unlock it, or choose another server.</source>
        <translation>Geben Sie es frei, oder wählen Sie einen anderen Server.</translation>
    </message>
    <message>
        <source>Choose another server, or allow writing with “File ▸ Edit Connection…”.</source>
        <translation>Wählen Sie einen anderen Server, oder erlauben Sie das Schreiben mit „Datei ▸ Verbindung ändern&#xa0;…“.</translation>
    </message>
    <message>
        <source>These rows are from this very stream. Choose another one.</source>
        <translation>Diese Zeilen sind aus eben diesem Stream. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Append All the &amp;Same</source>
        <translation>&amp;Trotzdem anhängen</translation>
    </message>
    <message>
        <source>An earlier replay stored %1 rows of this capture there. It goes on where it ended. %2</source>
        <translation>Ein früheres Abspielen hat dort %1 Zeilen dieses Mitschnitts gespeichert. Es geht weiter, wo es aufhörte. %2</translation>
    </message>
    <message>
        <source>“Begin Anew” forgets that and appends all rows from the first; what the stream holds stays.</source>
        <translation>„Neu beginnen“ vergisst das und hängt alle Zeilen ab der ersten an; was der Stream enthält, bleibt.</translation>
    </message>
    <message>
        <source>%1 more rows were sent, and the server has not said whether it stored them; going on stores each once.</source>
        <translation>%1 weitere Zeilen wurden gesendet, und der Server hat nicht gesagt, ob er sie gespeichert hat; beim Fortsetzen wird jede einmal gespeichert.</translation>
    </message>
    <message>
        <source>Choose another stream, or append them all the same.</source>
        <translation>Wählen Sie einen anderen Stream, oder hängen Sie sie trotzdem an.</translation>
    </message>
    <message>
        <source>%1 %2 rows were stored before.</source>
        <translation>%1 Vorher wurden %2 Zeilen gespeichert.</translation>
    </message>
    <message>
        <source>The server said: “%1”.</source>
        <translation>Der Server sagte: „%1“.</translation>
    </message>
    <message>
        <source>Every row is stored once and in order, also when the connection breaks. What is stopped can be gone on with; Escape stops it too, and leaves this window open. Times and offsets are those of the new stream.</source>
        <translation>Jede Zeile wird einmal und in Folge gespeichert, auch wenn die Verbindung abbricht. Was angehalten wird, lässt sich fortsetzen; auch Escape hält an und lässt dieses Fenster offen. Zeiten und Offsets sind die des neuen Streams.</translation>
    </message>
    <message>
        <source>&amp;Unlock for 10 Minutes</source>
        <translation>Für 10 Minuten &amp;freigeben</translation>
    </message>
    <message>
        <source>Begin &amp;Anew</source>
        <translation>&amp;Neu beginnen</translation>
    </message>
    <message>
        <source>Choose the server of the new stream.</source>
        <translation>Wählen Sie den Server des neuen Streams.</translation>
    </message>
    <message>
        <source>the last part of the stream’s path</source>
        <translation>der letzte Teil des Pfads des Streams</translation>
    </message>
    <message>
        <source>Append to &amp;It</source>
        <translation>Daran an&amp;hängen</translation>
    </message>
    <message>
        <source>Looking at the rows and at the stream…</source>
        <translation>Zeilen und Stream werden angesehen&#xa0;…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten&#xa0;…</translation>
    </message>
    <message>
        <source>Choose another stream, or append to it.</source>
        <translation>Wählen Sie einen anderen Stream, oder hängen Sie daran an.</translation>
    </message>
    <message>
        <source>An earlier replay stored %1 rows of this file there. The file has changed since, so that it cannot be gone on with.</source>
        <translation>Ein früheres Abspielen hat dort %1 Zeilen dieser Datei gespeichert. Die Datei hat sich seither geändert, deshalb lässt es sich nicht fortsetzen.</translation>
    </message>
    <message>
        <source>An earlier replay of these rows stored %1 of %2 there. It goes on where it ended. %3</source>
        <translation>Ein früheres Abspielen dieser Zeilen hat dort %1 von %2 gespeichert. Es geht weiter, wo es endete. %3</translation>
    </message>
    <message>
        <source>An earlier copy of this stream stored %1 of %2 rows there. “Go On” stores the others of those that the stream had then, on %3. %4</source>
        <translation>Eine frühere Kopie dieses Streams hat dort %1 von %2 Zeilen gespeichert. „Fortsetzen“ speichert die übrigen von denen, die der Stream damals hatte, am %3. %4</translation>
    </message>
    <message>
        <source>An earlier copy, which did not come to its end, stored %1 rows there; “Stream ▸ Unfinished Copies…” goes on with it.</source>
        <translation>Eine frühere Kopie, die nicht zu Ende kam, hat dort %1 Zeilen gespeichert; „Stream ▸ Unfertige Kopien&#xa0;…“ setzt sie fort.</translation>
    </message>
    <message>
        <source>Others had appended to the stream while this was stopped: what they wrote stands between these rows.</source>
        <translation>Andere haben an den Stream angehängt, während dies angehalten war: Was sie schrieben, steht zwischen diesen Zeilen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ReplayFlow</name>
    <message>
        <source>Another window goes on with this already.</source>
        <translation>Ein anderes Fenster setzt dies schon fort.</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ReplayWorker</name>
    <message>
        <source>This connection is read-only. Choose another server, or allow writing in the settings of the connection.</source>
        <translation>Diese Verbindung ist nur zum Lesen. Wählen Sie einen anderen Server, oder erlauben Sie das Schreiben in den Einstellungen der Verbindung.</translation>
    </message>
    <message>
        <source>The stream is closed: nothing can be appended to it. Choose another stream.</source>
        <translation>Der Stream ist geschlossen: Nichts kann angehängt werden. Wählen Sie einen anderen Stream.</translation>
    </message>
    <message>
        <source>The stream is not there any more, so that this replay cannot go on where it ended.</source>
        <translation>Der Stream ist nicht mehr da; dieses Abspielen kann also nicht weitergehen, wo es aufhörte.</translation>
    </message>
    <message>
        <source>Messages of a JSON stream can only be replayed into a JSON stream; this one is %1. Choose another stream, or a path where there is none yet.</source>
        <translation>Nachrichten eines JSON-Streams lassen sich nur in einen JSON-Stream abspielen; dieser ist %1. Wählen Sie einen anderen Stream, oder einen Pfad, wo noch keiner ist.</translation>
    </message>
    <message>
        <source>What was captured is %1, and cannot be replayed into a JSON stream. Choose another stream, or a path where there is none yet.</source>
        <translation>Mitgeschnitten wurde %1; das lässt sich nicht in einen JSON-Stream abspielen. Wählen Sie einen anderen Stream, oder einen Pfad, wo noch keiner ist.</translation>
    </message>
    <message>
        <source>The stream is %1, what was captured is %2. The bytes are appended as they are; those who read the stream may not understand them.</source>
        <translation>Der Stream ist %1, mitgeschnitten wurde %2. Die Bytes werden angehängt, wie sie sind; wer den Stream liest, versteht sie vielleicht nicht.</translation>
    </message>
    <message>
        <source>The server does not know the earlier part of this replay any more: the stream may have been deleted and created anew. Going on could leave out rows, or store them twice.</source>
        <translation>Der Server kennt den früheren Teil dieses Abspielens nicht mehr: Der Stream wurde vielleicht gelöscht und neu angelegt. Beim Fortsetzen könnten Zeilen fehlen oder doppelt gespeichert werden.</translation>
    </message>
    <message>
        <source>%1. How far a replay has come is kept beside the capture: free some space there, or copy the capture to a folder of your own.</source>
        <translation>%1. Wie weit ein Abspielen ist, wird neben dem Mitschnitt festgehalten: Schaffen Sie dort Platz, oder kopieren Sie den Mitschnitt in einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>The stream exists and is not empty: the rows are appended behind what it holds, after %1.</source>
        <translation>Den Stream gibt es, und er ist nicht leer: Die Zeilen werden hinter dem angehängt, was er enthält, nach %1.</translation>
    </message>
</context>
<context>
    <name>Tailwater::Resend</name>
    <message>
        <source>given up after %1 s</source>
        <translation>nach %1 s aufgegeben</translation>
    </message>
</context>
<context>
    <name>Tailwater::ResendDialog</name>
    <message>
        <source>Resend</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;An</translation>
    </message>
    <message>
        <source>&amp;Resend</source>
        <translation>&amp;Noch einmal senden</translation>
    </message>
    <message numerus="yes">
        <source>Resend %n message(s)?</source>
        <translation>
            <numerusform>%n Nachricht noch einmal senden?</numerusform>
            <numerusform>%n Nachrichten noch einmal senden?</numerusform>
        </translation>
    </message>
    <message>
        <source>The same bytes are appended once more. Nothing is filled in or laid out anew. A retry is recognised by a server that knows producers, which stores each message only once.</source>
        <translation>Dieselben Bytes werden noch einmal angehängt. Nichts wird eingesetzt oder neu umgebrochen. Eine Wiederholung erkennt ein Server, der Erzeuger kennt, und speichert jede Nachricht nur einmal.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) sent again</source>
        <translation>
            <numerusform>%n Nachricht noch einmal gesendet</numerusform>
            <numerusform>%n Nachrichten noch einmal gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Tailwater::RowExporter</name>
    <message>
        <source>Exact: every byte comes back, with times, offsets and markers. Tailwater opens and replays it; jq reads it.</source>
        <translation>Genau: Jedes Byte kommt zurück, mit Zeiten, Offsets und Merkzeilen. Tailwater öffnet es und spielt es ab; jq liest es.</translation>
    </message>
    <message>
        <source>Lines and binary data: exactly the bytes, one after the other. JSON messages: each exact, with a line feed between them, so that messages with line feeds inside cannot be told apart.</source>
        <translation>Zeilen und Binärdaten: genau die Bytes, nacheinander. JSON-Nachrichten: jede genau, mit einem Zeilenende dazwischen, sodass Nachrichten mit Zeilenenden darin nicht zu trennen sind.</translation>
    </message>
    <message>
        <source>Numbers, strings and keys stay exactly as they are; white space between them is left out. Rows that are not JSON are left out and counted.</source>
        <translation>Zahlen, Zeichenketten und Schlüssel bleiben genau, wie sie sind; Leerraum dazwischen fällt weg. Zeilen, die kein JSON sind, werden ausgelassen und gezählt.</translation>
    </message>
    <message>
        <source>Each message stays exactly as it is, white space included. Rows that are not JSON are left out and counted.</source>
        <translation>Jede Nachricht bleibt genau, wie sie ist, mit Leerraum. Zeilen, die kein JSON sind, werden ausgelassen und gezählt.</translation>
    </message>
    <message>
        <source>Not exact: made for spreadsheets. Strings are unescaped, and what is not UTF-8 is written in Base64.</source>
        <translation>Nicht genau: für Tabellen gemacht. Zeichenketten sind entschlüsselt, und was kein UTF-8 ist, steht in Base64.</translation>
    </message>
    <message>
        <source>At least one column is needed: %1, or a JSON pointer such as /value/total.</source>
        <translation>Mindestens eine Spalte wird gebraucht: %1, oder ein JSON-Pointer wie /value/total.</translation>
    </message>
    <message>
        <source>There is no column “%1”. There are %2, and JSON pointers, which begin with a slash, such as /value/total.</source>
        <translation>Es gibt keine Spalte „%1“. Es gibt %2 und JSON-Pointer, die mit einem Schrägstrich beginnen, wie /value/total.</translation>
    </message>
</context>
<context>
    <name>Tailwater::RowRules</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
</context>
<context>
    <name>Tailwater::RuleNotices</name>
    <message numerus="yes">
        <source>%n more row(s) passed a rule since.</source>
        <translation>
            <numerusform>Auf %n weitere Zeile traf seither eine Regel zu.</numerusform>
            <numerusform>Auf %n weitere Zeilen traf seither eine Regel zu.</numerusform>
        </translation>
    </message>
    <message>
        <source>A row that has left the view passed the rule “%1”.</source>
        <translation>Auf eine Zeile, die die Ansicht verlassen hat, traf die Regel „%1“ zu.</translation>
    </message>
    <message>
        <source>Row %1 passes the rule “%2”.</source>
        <translation>Auf Zeile %1 trifft die Regel „%2“ zu.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>stream, and how many rows</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Rows passed a rule in these streams, too: %1</source>
        <translation>Auch in diesen Streams traf eine Regel auf Zeilen zu: %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::RulesDialog</name>
    <message>
        <source>Rules for Rows</source>
        <translation>Regeln für Zeilen</translation>
    </message>
    <message>
        <source>Of several rules that a row passes, the first in the list gives its look. They hold for all streams. Of a row larger than %1 its beginning gives the look.</source>
        <translation>Von mehreren Regeln, die auf eine Zeile zutreffen, bestimmt die erste der Liste das Aussehen. Sie gelten für alle Streams. Bei Zeilen über %1 bestimmt ihr Anfang das Aussehen.</translation>
    </message>
    <message>
        <source>Rules, in order</source>
        <translation>Regeln in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;Down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>value.total&gt;=100</source>
        <translation>value.total&gt;=100</translation>
    </message>
    <message>
        <source>&amp;Bold</source>
        <translation>Fe&amp;tt</translation>
    </message>
    <message>
        <source>&amp;Notify when one comes in</source>
        <translation>&amp;Benachrichtigen, wenn eine eintrifft</translation>
    </message>
    <message>
        <source>&amp;Freeze the view at it</source>
        <translation>Ansicht dort ein&amp;frieren</translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>Fi&amp;lter:</translation>
    </message>
    <message>
        <source>&amp;Colour:</source>
        <translation>Fa&amp;rbe:</translation>
    </message>
    <message>
        <source>notifies</source>
        <translation>benachrichtigt</translation>
    </message>
    <message>
        <source>freezes</source>
        <translation>friert ein</translation>
    </message>
    <message>
        <source>(no filter yet)</source>
        <translation>(noch kein Filter)</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>A rule needs a filter.</source>
        <translation>Eine Regel braucht einen Filter.</translation>
    </message>
    <message>
        <source>Rows kept before it</source>
        <translation>Zeilen, die davor aufgehoben werden</translation>
    </message>
    <message>
        <source>Rows kept after it</source>
        <translation>Zeilen, die danach aufgehoben werden</translation>
    </message>
    <message>
        <source>&amp;Keep around a row that is told of or stopped at:</source>
        <translation>Um eine &amp;gemeldete oder angehaltene Zeile aufheben:</translation>
    </message>
    <message>
        <source>before</source>
        <translation>davor</translation>
    </message>
    <message>
        <source>after</source>
        <translation>danach</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
</context>
<context>
    <name>Tailwater::SandboxControl</name>
    <message>
        <source>Local &amp;Sandbox</source>
        <translation>Lokale &amp;Sandbox</translation>
    </message>
    <message>
        <source>Start Local &amp;Sandbox…</source>
        <translation>Lokale &amp;Sandbox starten&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Go to the Sandbox</source>
        <translation>Zur Sandbox &amp;gehen</translation>
    </message>
    <message>
        <source>Add Sa&amp;mple Streams to the Sandbox</source>
        <translation>&amp;Beispiel-Streams zur Sandbox hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Copy the URL of the Sandbox</source>
        <translation>URL der Sandbox &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Restart the Sandbox</source>
        <translation>Sandbox &amp;neu starten</translation>
    </message>
    <message>
        <source>S&amp;top the Sandbox</source>
        <translation>Sandbox &amp;anhalten</translation>
    </message>
    <message>
        <source>Restart the sandbox?</source>
        <translation>Sandbox neu starten?</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>Stop the sandbox?</source>
        <translation>Sandbox anhalten?</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>in memory</source>
        <translation>im Speicher</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>Local Sandbox</source>
        <translation>Lokale Sandbox</translation>
    </message>
    <message>
        <source>It keeps its streams in memory: all of them are lost.</source>
        <translation>Sie hält ihre Streams im Speicher: Alle gehen verloren.</translation>
    </message>
</context>
<context>
    <name>Tailwater::SandboxGuard</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Quit, and lose %n stream(s) in the sandbox?</source>
        <translation>
            <numerusform>Beenden und %n Stream der Sandbox verlieren?</numerusform>
            <numerusform>Beenden und %n Streams der Sandbox verlieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>The sandbox keeps its streams in memory. Gone for good: %1.</source>
        <translation>Die Sandbox hält ihre Streams im Speicher. Endgültig verloren: %1.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
</context>
<context>
    <name>Tailwater::SandboxIndicator</name>
    <message>
        <source>Sandbox starting…</source>
        <translation>Sandbox startet&#xa0;…</translation>
    </message>
    <message>
        <source>Sandbox on port %1</source>
        <translation>Sandbox an Port %1</translation>
    </message>
    <message>
        <source>The local sandbox runs at %1 and keeps its streams %2.</source>
        <translation>Die lokale Sandbox läuft unter %1 und hält ihre Streams %2.</translation>
    </message>
    <message>
        <source>Sandbox stopping…</source>
        <translation>Sandbox hält an&#xa0;…</translation>
    </message>
</context>
<context>
    <name>Tailwater::SecretStore</name>
    <message>
        <source>This computer has no keychain.</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain refused: %1</source>
        <translation>Der Schlüsselbund lehnte ab: %1</translation>
    </message>
    <message>
        <source>The keychain did not keep it.</source>
        <translation>Der Schlüsselbund hat es nicht behalten.</translation>
    </message>
</context>
<context>
    <name>Tailwater::SendAgain</name>
    <message>
        <source>Send &amp;Again</source>
        <translation>Noch &amp;einmal senden</translation>
    </message>
    <message>
        <source>Send &amp;Again…</source>
        <translation>Noch &amp;einmal senden&#xa0;…</translation>
    </message>
    <message>
        <source>There is no connection to this server any more. Connect to it first.</source>
        <translation>Zu diesem Server besteht keine Verbindung mehr. Verbinden Sie sich zuerst mit ihm.</translation>
    </message>
    <message>
        <source>This is production: what deletes or closes a stream is not sent again from here. Use the commands of the menu “Stream”, which ask for its name.</source>
        <translation>Dies ist Produktion: Was einen Stream löscht oder schließt, wird von hier aus nicht noch einmal gesendet. Nehmen Sie die Befehle des Menüs „Stream“, die nach seinem Namen fragen.</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n byte(s) of the body are known, so it cannot be sent again.</source>
        <translation>
            <numerusform>Nur das erste Byte des Inhalts ist bekannt, darum lässt es sich nicht noch einmal senden.</numerusform>
            <numerusform>Nur die ersten %n Bytes des Inhalts sind bekannt, darum lässt es sich nicht noch einmal senden.</numerusform>
        </translation>
    </message>
    <message>
        <source>This deletes the stream for every reader. It cannot be taken back.</source>
        <translation>Das löscht den Stream für alle, die ihn lesen, und lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>This closes the stream for good.</source>
        <translation>Das schließt den Stream für immer.</translation>
    </message>
    <message>
        <source>The server knows it by its producer headers: what it stored the first time it does not store twice.</source>
        <translation>Der Server erkennt sie an ihren Erzeuger-Köpfen: Was er beim ersten Mal gespeichert hat, speichert er nicht noch einmal.</translation>
    </message>
    <message>
        <source>What the server stored the first time it stores a second time.</source>
        <translation>Was der Server beim ersten Mal gespeichert hat, speichert er ein zweites Mal.</translation>
    </message>
    <message>
        <source>The server does again whatever it did the first time.</source>
        <translation>Der Server tut noch einmal, was er beim ersten Mal getan hat.</translation>
    </message>
    <message>
        <source>Send Again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Send %1 again?</source>
        <translation>%1 noch einmal senden?</translation>
    </message>
    <message>
        <source>&amp;Send Again</source>
        <translation>Noch einmal &amp;senden</translation>
    </message>
</context>
<context>
    <name>Tailwater::SendOptions</name>
    <message>
        <source>A header is written “Name: value”, not “%1”.</source>
        <translation>Ein Kopf wird „Name: Wert“ geschrieben, nicht „%1“.</translation>
    </message>
    <message>
        <source>%1 is set by the composer itself.</source>
        <translation>%1 setzt der Editor selbst.</translation>
    </message>
    <message>
        <source>The value of %1 has characters that a header cannot carry.</source>
        <translation>Der Wert von %1 hat Zeichen, die ein Kopf nicht tragen kann.</translation>
    </message>
    <message>
        <source>Exactly once</source>
        <translation>Genau einmal</translation>
    </message>
    <message>
        <source>Plain POST</source>
        <translation>Einfaches POST</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>The server refuses a value that is not above the last one, compared byte by byte (PROTOCOL 5.2).</source>
        <translation>Der Server weist einen Wert ab, der nicht über dem letzten liegt, Byte für Byte verglichen (PROTOCOL 5.2).</translation>
    </message>
    <message>
        <source>the stream&apos;s</source>
        <translation>der des Streams</translation>
    </message>
    <message>
        <source>The server refuses every type but the stream&apos;s (PROTOCOL 5.2).</source>
        <translation>Der Server weist jeden Typ außer dem des Streams ab (PROTOCOL 5.2).</translation>
    </message>
    <message>
        <source>Name: value</source>
        <translation>Name: Wert</translation>
    </message>
    <message>
        <source>Readers get the end of the stream. It can never be reopened.</source>
        <translation>Leser bekommen das Ende des Streams. Er lässt sich nie wieder öffnen.</translation>
    </message>
    <message>
        <source>Goes with a producer id, so that a retry is not stored twice.</source>
        <translation>Geht mit einer Erzeuger-Kennung, damit eine Wiederholung nicht zweimal gespeichert wird.</translation>
    </message>
    <message>
        <source>No producer headers. If the answer is lost, nobody knows.</source>
        <translation>Keine Erzeuger-Köpfe. Geht die Antwort verloren, weiß es niemand.</translation>
    </message>
    <message>
        <source>Stream-Seq and content type take printable ASCII characters only.</source>
        <translation>Stream-Seq und Inhaltstyp nehmen nur druckbare ASCII-Zeichen an.</translation>
    </message>
    <message>
        <source>A burst always goes through a producer, with its headers: what is sent again is not stored twice.</source>
        <translation>Eine Serie geht immer über einen Erzeuger, mit dessen Köpfen: Was noch einmal gesendet wird, wird nicht zweimal gespeichert.</translation>
    </message>
    <message>
        <source>Close the stream with it</source>
        <translation>Den Stream damit schließen</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>Stream-Seq</source>
        <translation>Stream-Seq</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Inhaltstyp</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Köpfe</translation>
    </message>
</context>
<context>
    <name>Tailwater::SendResult</name>
    <message>
        <source>Shows the message in the tail of the stream</source>
        <translation>Zeigt die Nachricht im Stream</translation>
    </message>
    <message>
        <source>Copies curl commands that send the same again</source>
        <translation>Kopiert curl-Befehle, die dasselbe noch einmal senden</translation>
    </message>
    <message>
        <source>Opens the connection, where its credentials are</source>
        <translation>Öffnet die Verbindung, wo ihre Zugangsdaten stehen</translation>
    </message>
    <message>
        <source>Makes a new stream that begins with what this one holds</source>
        <translation>Legt einen neuen Stream an, der mit dem Inhalt von diesem beginnt</translation>
    </message>
    <message>
        <source>Attempt %1 failed: %2</source>
        <translation>Versuch %1 ist gescheitert: %2</translation>
    </message>
    <message numerus="yes">
        <source>The same message goes again in %n second(s).</source>
        <translation>
            <numerusform>Dieselbe Nachricht geht in %n Sekunde noch einmal.</numerusform>
            <numerusform>Dieselbe Nachricht geht in %n Sekunden noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying again with the same message.</source>
        <translation>Dieselbe Nachricht wird noch einmal gesendet.</translation>
    </message>
    <message>
        <source>%1 of %2 were stored; the rest is still here.</source>
        <translation>%1 von %2 sind gespeichert; der Rest steht noch hier.</translation>
    </message>
    <message>
        <source>Stopped while a message was on its way: it may or may not be stored. Look at the end of the stream before sending it again.</source>
        <translation>Angehalten, während eine Nachricht unterwegs war: Vielleicht ist sie gespeichert, vielleicht nicht. Sehen Sie am Ende des Streams nach, bevor Sie sie noch einmal senden.</translation>
    </message>
    <message>
        <source>Stopped. The rest was not stored; it is still here.</source>
        <translation>Angehalten. Der Rest wurde nicht gespeichert; er steht noch hier.</translation>
    </message>
    <message>
        <source>The server said: %1</source>
        <translation>Der Server sagt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n append(s)</source>
        <translation>
            <numerusform>%n Anfügung</numerusform>
            <numerusform>%n Anfügungen</numerusform>
        </translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>weiter bei %1</translation>
    </message>
    <message numerus="yes">
        <source>stored once, after %n attempt(s)</source>
        <translation>
            <numerusform>einmal gespeichert, nach %n Versuch</numerusform>
            <numerusform>einmal gespeichert, nach %n Versuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>the stream is closed now</source>
        <translation>der Stream ist nun geschlossen</translation>
    </message>
    <message>
        <source>seen in the tail after %1 ms</source>
        <translation>im Stream gesehen nach %1 ms</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n message(s) stored</source>
        <translation>
            <numerusform>%1 von %n Nachricht gespeichert</numerusform>
            <numerusform>%1 von %n Nachrichten gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. The message was not stored; it is still here.</source>
        <translation>Angehalten. Die Nachricht wurde nicht gespeichert; sie steht noch hier.</translation>
    </message>
    <message>
        <source>the server did not say where</source>
        <translation>der Server sagte nicht, wo</translation>
    </message>
    <message>
        <source>seen in the tail</source>
        <translation>im Stream gesehen</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Copy curl</source>
        <translation>curl kopieren</translation>
    </message>
    <message>
        <source>Edit Connection…</source>
        <translation>Verbindung ändern&#xa0;…</translation>
    </message>
    <message>
        <source>Fork to Continue…</source>
        <translation>Mit einem Fork weiter&#xa0;…</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet&#xa0;…</translation>
    </message>
    <message>
        <source>Stopped while a message was on its way: it may or may not be stored.</source>
        <translation>Angehalten, während eine Nachricht unterwegs war: Vielleicht ist sie gespeichert, vielleicht nicht.</translation>
    </message>
    <message>
        <source>The server has forgotten what was sent under this number, so it cannot tell whether it is stored. Look at the end of the stream: sent again now, it is a new message.</source>
        <translation>Der Server hat vergessen, was unter dieser Nummer gesendet wurde, und kann nicht sagen, ob es gespeichert ist. Sehen Sie am Ende des Streams nach: Jetzt noch einmal gesendet ist es eine neue Nachricht.</translation>
    </message>
    <message>
        <source>the first was stored already</source>
        <translation>die erste war schon gespeichert</translation>
    </message>
    <message>
        <source>it was stored already</source>
        <translation>war schon gespeichert</translation>
    </message>
    <message>
        <source>Sent again unchanged, it is kept only once where the server recognises repeats.</source>
        <translation>Unverändert noch einmal gesendet, bleibt es nur einmal, wo der Server Wiederholungen erkennt.</translation>
    </message>
    <message>
        <source>Nothing was sent. %1</source>
        <translation>Es wurde nichts gesendet. %1</translation>
    </message>
    <message>
        <source>Sending… This could not be noted on disk: if Tailwater ends before the answer, it will not know that this may be stored. Look whether the disk is full.</source>
        <translation>Wird gesendet&#xa0;… Das ließ sich nicht auf dem Datenträger vermerken: Endet Tailwater vor der Antwort, weiß es nicht, dass dies gespeichert sein kann. Sehen Sie nach, ob der Datenträger voll ist.</translation>
    </message>
</context>
<context>
    <name>Tailwater::Server</name>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur zum Lesen.</translation>
    </message>
    <message>
        <source>This is production: writing is locked.</source>
        <translation>Dies ist Produktion: Das Schreiben ist gesperrt.</translation>
    </message>
    <message>
        <source>This address is on another server than %1. Connect to that server and choose it, or type a path of this one.</source>
        <translation>Diese Adresse ist auf einem anderen Server als %1. Verbinden Sie sich mit jenem Server und wählen Sie ihn, oder geben Sie einen Pfad von diesem ein.</translation>
    </message>
    <message>
        <source>A part “.” or “..” of a path would name another stream. Type the path without it.</source>
        <translation>Ein Teil „.“ oder „..“ im Pfad würde einen anderen Stream meinen. Geben Sie den Pfad ohne ihn ein.</translation>
    </message>
</context>
<context>
    <name>Tailwater::ServerBox</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1 (nicht verbunden)</translation>
    </message>
</context>
<context>
    <name>Tailwater::ServerRecognition</name>
    <message>
        <source>No Durable Streams server was recognised at %1: it answers as a web site or another service does. Check host, port and path.</source>
        <translation>Unter %1 wurde kein Durable-Streams-Server erkannt: Es antwortet wie eine Website oder ein anderer Dienst. Prüfen Sie Rechner, Port und Pfad.</translation>
    </message>
    <message>
        <source>Nothing in the answer shows whether this is a Durable Streams server: if its streams are not found, check the path.</source>
        <translation>Nichts in der Antwort zeigt, ob dies ein Durable-Streams-Server ist: Wenn seine Streams nicht zu finden sind, prüfen Sie den Pfad.</translation>
    </message>
</context>
<context>
    <name>Tailwater::SessionKeeper</name>
    <message>
        <source>It was stopped when you quit.</source>
        <translation>Er war angehalten, als Sie beendeten.</translation>
    </message>
</context>
<context>
    <name>Tailwater::Size</name>
    <message>
        <source>1 byte</source>
        <translation>1 Byte</translation>
    </message>
</context>
<context>
    <name>Tailwater::Snapshot</name>
    <message>
        <source>The sample stream did not become live within %1 seconds.</source>
        <translation>Der Beispiel-Stream war nach %1 Sekunden nicht live.</translation>
    </message>
    <message>
        <source>The picture could not be saved as %1.</source>
        <translation>Das Bild war nicht als %1 zu speichern.</translation>
    </message>
    <message numerus="yes">
        <source>Server: %1, %2, %n stream(s)</source>
        <translation>
            <numerusform>Server: %1, %2, %n Stream</numerusform>
            <numerusform>Server: %1, %2, %n Streams</numerusform>
        </translation>
    </message>
    <message>
        <source>Stream: %1</source>
        <translation>Stream: %1</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Zustand: %1</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>Bild: %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::Sparkline</name>
    <message>
        <source>Events per second in the last minute; at most %1</source>
        <translation>Ereignisse je Sekunde in der letzten Minute; höchstens %1</translation>
    </message>
</context>
<context>
    <name>Tailwater::StartSandboxDialog</name>
    <message>
        <source>In &amp;memory: gone when it stops</source>
        <translation>Im &amp;Speicher: weg, wenn sie anhält</translation>
    </message>
    <message>
        <source>In a &amp;folder: there again next time</source>
        <translation>In einem &amp;Ordner: beim nächsten Mal wieder da</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Add sample streams, some of them live</source>
        <translation>&amp;Beispiel-Streams hinzufügen, einige davon live</translation>
    </message>
    <message>
        <source>Start Local Sandbox</source>
        <translation>Lokale Sandbox starten</translation>
    </message>
    <message>
        <source>Any free one</source>
        <translation>Irgendein freier</translation>
    </message>
    <message>
        <source>A Durable Streams server inside this application, for trying things out. It listens on this computer only.</source>
        <translation>Ein Durable-Streams-Server in dieser Anwendung, zum Ausprobieren. Er ist nur auf diesem Rechner erreichbar.</translation>
    </message>
    <message>
        <source>Keep streams</source>
        <translation>Streams behalten</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder of the Sandbox</source>
        <translation>Ordner der Sandbox</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet&#xa0;…</translation>
    </message>
</context>
<context>
    <name>Tailwater::StateLook</name>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Catch-up paused</source>
        <translation>Aufholen angehalten</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Rate limited</source>
        <translation>Gebremst</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Verschwunden</translation>
    </message>
    <message>
        <source>Recreated</source>
        <translation>Neu angelegt</translation>
    </message>
    <message>
        <source>Not authorised</source>
        <translation>Nicht berechtigt</translation>
    </message>
    <message>
        <source>TLS error</source>
        <translation>TLS-Fehler</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Mitschnitt</translation>
    </message>
</context>
<context>
    <name>Tailwater::StatusStrip</name>
    <message>
        <source>Connection state</source>
        <translation>Zustand der Verbindung</translation>
    </message>
    <message>
        <source>Events per second</source>
        <translation>Ereignisse je Sekunde</translation>
    </message>
    <message>
        <source>Bytes per second</source>
        <translation>Bytes je Sekunde</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Ereignis</translation>
    </message>
    <message>
        <source>Rows held</source>
        <translation>Gehaltene Zeilen</translation>
    </message>
    <message>
        <source>Next offset</source>
        <translation>Nächster Offset</translation>
    </message>
    <message>
        <source>Copy the next offset</source>
        <translation>Nächsten Offset kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ev/s</source>
        <translation>%1 Ereignisse/s</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>weiter bei %1</translation>
    </message>
    <message>
        <source>no event yet</source>
        <translation>noch kein Ereignis</translation>
    </message>
    <message>
        <source>last event just now</source>
        <translation>letztes Ereignis eben</translation>
    </message>
    <message>
        <source>last event %1 s ago</source>
        <translation>letztes Ereignis vor %1 s</translation>
    </message>
    <message>
        <source>last event %1 min ago</source>
        <translation>letztes Ereignis vor %1 min</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Delay of the view</source>
        <translation>Verzögerung der Ansicht</translation>
    </message>
    <message>
        <source>At most %1 rows or %2 are held; older rows leave the view, not the stream.</source>
        <translation>Höchstens %1 Zeilen oder %2 werden gehalten; ältere Zeilen verlassen die Ansicht, nicht den Stream.</translation>
    </message>
    <message numerus="yes">
        <source>⚠ View is %n s behind; data is safe</source>
        <translation>
            <numerusform>⚠ Ansicht liegt %n s zurück; die Daten sind sicher</numerusform>
            <numerusform>⚠ Ansicht liegt %n s zurück; die Daten sind sicher</numerusform>
        </translation>
    </message>
    <message>
        <source>❄ Frozen, %1 waiting</source>
        <translation>❄ Eingefroren, %1 warten</translation>
    </message>
    <message>
        <source>↑ Not following</source>
        <translation>↑ Folgt nicht</translation>
    </message>
    <message>
        <source>last event %1 h ago</source>
        <translation>letztes Ereignis vor %1 h</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, file of %2</source>
        <translation>%1, Datei mit %2</translation>
    </message>
    <message>
        <source>%1, %2 of %3 memory</source>
        <translation>%1, %2 von %3 Speicher</translation>
    </message>
</context>
<context>
    <name>Tailwater::StreamQuestion</name>
    <message>
        <source>Close Stream</source>
        <translation>Stream schließen</translation>
    </message>
    <message>
        <source>Close “%1”?</source>
        <translation>„%1“ schließen?</translation>
    </message>
    <message>
        <source>Readers get the end of the stream. A closed stream can never be reopened; you can still fork it.</source>
        <translation>Leser bekommen das Ende des Streams. Ein geschlossener Stream lässt sich nie wieder öffnen; ein Fork bleibt möglich.</translation>
    </message>
    <message>
        <source>&amp;Close Stream</source>
        <translation>Stream &amp;schließen</translation>
    </message>
    <message>
        <source>Delete Stream</source>
        <translation>Stream löschen</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>All data is removed for every reader. If forks of it exist, the path answers 410 until the last fork is gone. This cannot be undone.</source>
        <translation>Alle Daten verschwinden für alle Leser. Gibt es Forks, antwortet der Pfad mit 410, bis der letzte gelöscht ist. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>&amp;Delete Stream</source>
        <translation>Stream &amp;löschen</translation>
    </message>
    <message>
        <source>On %1 (%2)</source>
        <translation>Auf %1 (%2)</translation>
    </message>
    <message>
        <source>This is production. Type “%1” to go on:</source>
        <translation>Dies ist Produktion. Schreiben Sie „%1“, um fortzufahren:</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Close %n Stream(s)</source>
        <translation>
            <numerusform>%n Stream &amp;schließen</numerusform>
            <numerusform>%n Streams &amp;schließen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %n Stream(s)</source>
        <translation>
            <numerusform>%n Stream &amp;löschen</numerusform>
            <numerusform>%n Streams &amp;löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %n stream(s)?</source>
        <translation>
            <numerusform>%n Stream schließen?</numerusform>
            <numerusform>%n Streams schließen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n stream(s)?</source>
        <translation>
            <numerusform>%n Stream löschen?</numerusform>
            <numerusform>%n Streams löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>The streams</source>
        <translation>Die Streams</translation>
    </message>
    <message>
        <source>This is production. Type how many streams these are to go on:</source>
        <translation>Dies ist Produktion. Schreiben Sie, wie viele Streams dies sind, um fortzufahren:</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) could not be closed.</source>
        <translation>
            <numerusform>%n Stream war nicht zu schließen.</numerusform>
            <numerusform>%n Streams waren nicht zu schließen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) could not be deleted.</source>
        <translation>
            <numerusform>%n Stream war nicht zu löschen.</numerusform>
            <numerusform>%n Streams waren nicht zu löschen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not deleted, for the capture failed. %1</source>
        <translation>Nicht gelöscht, denn der Mitschnitt ist gescheitert. %1</translation>
    </message>
    <message>
        <source>All data is removed for every reader. Where forks of one exist, its path answers 410 until the last fork is gone. This cannot be undone.</source>
        <translation>Alle Daten verschwinden für alle Leser. Gibt es von einem Forks, antwortet sein Pfad mit 410, bis der letzte gelöscht ist. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>Tailwater::StreamShelf</name>
    <message>
        <source>from the registry</source>
        <translation>aus dem Register</translation>
    </message>
    <message>
        <source>found by scanning</source>
        <translation>beim Absuchen gefunden</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>von Ihnen hinzugefügt</translation>
    </message>
    <message>
        <source>a favourite</source>
        <translation>ein Favorit</translation>
    </message>
    <message>
        <source>not in the list</source>
        <translation>nicht in der Liste</translation>
    </message>
    <message>
        <source>opened here</source>
        <translation>hier geöffnet</translation>
    </message>
</context>
<context>
    <name>Tailwater::StreamTabs</name>
    <message>
        <source>%1, new rows</source>
        <translation>%1, neue Zeilen</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>a stream, its server</comment>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>Tailwater::StreamTreeModel</name>
    <message>
        <source>content type not known yet</source>
        <translation>Inhaltstyp noch nicht bekannt</translation>
    </message>
    <message>
        <source>stream %1, %2</source>
        <translation>Stream %1, %2</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>verschwunden</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>Tailwater::TailDelegate</name>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>unfertig</translation>
    </message>
    <message>
        <source>not UTF-8</source>
        <translation>kein UTF-8</translation>
    </message>
    <message>
        <source>%1 · Reload…</source>
        <translation>%1 · Neu laden&#xa0;…</translation>
    </message>
    <message>
        <source>damaged line</source>
        <translation>beschädigte Zeile</translation>
    </message>
</context>
<context>
    <name>Tailwater::TailFind</name>
    <message>
        <source>Searching…</source>
        <translation>Es wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>the row that was found, of how many</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, on from the end</source>
        <translation>%1, weiter vom Ende</translation>
    </message>
    <message>
        <source>%1, on from the beginning</source>
        <translation>%1, weiter vom Anfang</translation>
    </message>
    <message>
        <source>Not found in the rows that pass the filter</source>
        <translation>Nicht gefunden in den Zeilen, die den Filter bestehen</translation>
    </message>
</context>
<context>
    <name>Tailwater::TailModel</name>
    <message>
        <source>%1 after offset %2. Offsets are opaque: they have no meaning but their order.</source>
        <translation>%1 nach Offset %2. Offsets sind undurchsichtig: Sie bedeuten nichts außer ihrer Reihenfolge.</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>Counted since the read began</source>
        <translation>Gezählt seit Beginn des Lesens</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>When it was received, by the clock of this computer</source>
        <translation>Wann es ankam, nach der Uhr dieses Rechners</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Operation of the change</source>
        <translation>Art der Änderung</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Bytes, as received</source>
        <translation>Bytes, wie empfangen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Event time</source>
        <translation>Ereigniszeit</translation>
    </message>
    <message numerus="yes">
        <source>Row %1, received %2, %n byte(s)</source>
        <translation>
            <numerusform>Zeile %1, empfangen %2, %n Byte</numerusform>
            <numerusform>Zeile %1, empfangen %2, %n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Type · Key</source>
        <translation>Typ · Schlüssel</translation>
    </message>
    <message>
        <source>%1, passes the filter</source>
        <translation>%1, besteht den Filter</translation>
    </message>
    <message>
        <source>Not known: this line of the capture is damaged.</source>
        <translation>Nicht bekannt: Diese Zeile des Mitschnitts ist beschädigt.</translation>
    </message>
</context>
<context>
    <name>Tailwater::TailPage</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>&amp;Follow</source>
        <translation>&amp;Folgen</translation>
    </message>
    <message>
        <source>Keep the newest row in view</source>
        <translation>Die neueste Zeile im Blick behalten</translation>
    </message>
    <message>
        <source>Free&amp;ze</source>
        <translation>&amp;Einfrieren</translation>
    </message>
    <message>
        <source>Hold the view still; rows go on being recorded</source>
        <translation>Die Ansicht steht still; Zeilen werden weiter aufgezeichnet</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Hide the rows shown now; nothing is deleted</source>
        <translation>Die jetzigen Zeilen ausblenden; nichts wird gelöscht</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected rows, exactly as received</source>
        <translation>Die gewählten Zeilen kopieren, genau wie empfangen</translation>
    </message>
    <message>
        <source>%1 rows cleared from the view. Nothing was deleted.</source>
        <translation>%1 Zeilen ausgeblendet. Nichts wurde gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Reload reads the stream again from where this view began, and pauses before rows leave it.</source>
        <translation>„Neu laden“ liest den Stream noch einmal vom Beginn dieser Ansicht und hält an, bevor Zeilen sie verlassen.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Re&amp;sume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show what arrived (Space)</source>
        <translation>Zeigen, was kam (Leertaste)</translation>
    </message>
    <message>
        <source>Go to the newest row and follow (End)</source>
        <translation>Zur neuesten Zeile gehen und folgen (Ende)</translation>
    </message>
    <message>
        <source>Copy &amp;As</source>
        <translation>Kopieren &amp;als</translation>
    </message>
    <message>
        <source>&amp;Formatted</source>
        <translation>&amp;Formatiert</translation>
    </message>
    <message>
        <source>&amp;Hexadecimal</source>
        <translation>&amp;Hexadezimal</translation>
    </message>
    <message>
        <source>Edit and &amp;Resend…</source>
        <translation>Ändern und noch einmal &amp;senden&#xa0;…</translation>
    </message>
    <message>
        <source>Sho&amp;w As</source>
        <translation>&amp;Zeigen als</translation>
    </message>
    <message>
        <source>By Content &amp;Type</source>
        <translation>Nach &amp;Inhaltstyp</translation>
    </message>
    <message>
        <source>&amp;Messages</source>
        <translation>&amp;Nachrichten</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>&amp;Chunks</source>
        <translation>&amp;Stücke</translation>
    </message>
    <message>
        <source>&amp;Add Column…</source>
        <translation>Spalte &amp;hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Add Column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Received</source>
        <translation>&amp;Empfangen</translation>
    </message>
    <message>
        <source>&amp;Local Time</source>
        <translation>&amp;Ortszeit</translation>
    </message>
    <message>
        <source>&amp;UTC</source>
        <translation>&amp;UTC</translation>
    </message>
    <message>
        <source>Since &amp;Previous</source>
        <translation>Seit der &amp;vorigen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Edit Connection…</source>
        <translation>Verbindung ändern&#xa0;…</translation>
    </message>
    <message>
        <source>Read From Beginning</source>
        <translation>Von Anfang an lesen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Jump to Now</source>
        <translation>Ans Ende springen</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Start Over</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Not reading yet</source>
        <translation>Es wird noch nicht gelesen</translation>
    </message>
    <message>
        <source>Nothing is read from the server until you ask for it.</source>
        <translation>Vom Server wird nichts gelesen, bevor Sie es verlangen.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinden&#xa0;…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Der Server ist nicht zu erreichen</translation>
    </message>
    <message>
        <source>Tailwater keeps trying.</source>
        <translation>Tailwater versucht es weiter.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>An empty stream, closed</source>
        <translation>Ein leerer Stream, geschlossen</translation>
    </message>
    <message>
        <source>It holds no messages, and none can arrive.</source>
        <translation>Er enthält keine Nachrichten, und es können keine kommen.</translation>
    </message>
    <message>
        <source>View cleared</source>
        <translation>Ansicht geleert</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>Waiting for new ones.</source>
        <translation>Warten auf neue.</translation>
    </message>
    <message>
        <source>Compose…</source>
        <translation>Schreiben&#xa0;…</translation>
    </message>
    <message>
        <source>Not copied: the selection is larger than 64 MiB.</source>
        <translation>Nicht kopiert: Die Auswahl ist größer als 64 MiB.</translation>
    </message>
    <message>
        <source>End the connection, or go on reading without a gap</source>
        <translation>Die Verbindung beenden, oder ohne Lücke weiterlesen</translation>
    </message>
    <message>
        <source>&amp;Go to Row…</source>
        <translation>&amp;Gehe zu Zeile&#xa0;…</translation>
    </message>
    <message>
        <source>Show the row with a number</source>
        <translation>Die Zeile mit einer Nummer zeigen</translation>
    </message>
    <message>
        <source>Larger Text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller Text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Text in Its Usual Size</source>
        <translation>Text in üblicher Größe</translation>
    </message>
    <message>
        <source>Frozen, %1 waiting</source>
        <translation>Eingefroren, %1 warten</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>Re&amp;move Column</source>
        <translation>Spalte &amp;entfernen</translation>
    </message>
    <message>
        <source>Show the value at this JSON pointer, such as /value/total:</source>
        <translation>Den Wert an diesem JSON-Zeiger zeigen, etwa /value/total:</translation>
    </message>
    <message>
        <source>&amp;Age</source>
        <translation>&amp;Alter</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were left out: they are not JSON.</source>
        <translation>
            <numerusform>%n Zeile wurde ausgelassen: Sie ist kein JSON.</numerusform>
            <numerusform>%n Zeilen wurden ausgelassen: Sie sind kein JSON.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;NDJSON</source>
        <translation>&amp;NDJSON</translation>
    </message>
    <message>
        <source>JSON A&amp;rray</source>
        <translation>JSON-A&amp;rray</translation>
    </message>
    <message>
        <source>&amp;Offset Before It</source>
        <translation>&amp;Offset davor</translation>
    </message>
    <message>
        <source>&amp;curl That Reads From Here</source>
        <translation>&amp;curl, das von hier liest</translation>
    </message>
    <message>
        <source>Go to Row</source>
        <translation>Gehe zu Zeile</translation>
    </message>
    <message>
        <source>Number of the row, up to %1:</source>
        <translation>Nummer der Zeile, bis %1:</translation>
    </message>
    <message>
        <source>Row %1 is not in the view.</source>
        <translation>Zeile %1 ist nicht in der Ansicht.</translation>
    </message>
    <message>
        <source>Reading goes on where you left off, at %1.</source>
        <translation>Das Lesen geht dort weiter, wo Sie aufgehört haben, bei %1.</translation>
    </message>
    <message>
        <source>The server asks to slow down</source>
        <translation>Der Server bittet um langsameres Tempo</translation>
    </message>
    <message>
        <source>Reading begins by itself when the time is over.</source>
        <translation>Das Lesen beginnt von selbst, wenn die Zeit um ist.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Show what arrived (Space). Rows that left the record meanwhile are kept for this view: %1.</source>
        <translation>Zeigen, was kam (Leertaste). Zeilen, die inzwischen aus der Aufzeichnung fielen, bleiben für diese Ansicht: %1.</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>F&amp;ilter</translation>
    </message>
    <message>
        <source>Show only rows that pass a filter</source>
        <translation>Nur Zeilen zeigen, die einen Filter bestehen</translation>
    </message>
    <message>
        <source>Nothing found yet</source>
        <translation>Noch nichts gefunden</translation>
    </message>
    <message>
        <source>Nothing passes the filter</source>
        <translation>Nichts besteht den Filter</translation>
    </message>
    <message>
        <source>Clear Filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>An empty capture</source>
        <translation>Ein leerer Mitschnitt</translation>
    </message>
    <message>
        <source>The file holds no rows.</source>
        <translation>Die Datei enthält keine Zeilen.</translation>
    </message>
    <message>
        <source>Make a R&amp;ule…</source>
        <translation>Rege&amp;l anlegen&#xa0;…</translation>
    </message>
    <message>
        <source>Find in rows, or /regex/</source>
        <translation>In Zeilen suchen, oder /Regex/</translation>
    </message>
    <message>
        <source>Fi&amp;nd</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Look for a text in the rows; hides none</source>
        <translation>Einen Text in den Zeilen suchen; blendet keine aus</translation>
    </message>
    <message>
        <source>Find Next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Go to the next row that holds the text</source>
        <translation>Zur nächsten Zeile gehen, die den Text enthält</translation>
    </message>
    <message>
        <source>Find Previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Go to the previous row that holds the text</source>
        <translation>Zur vorigen Zeile gehen, die den Text enthält</translation>
    </message>
    <message>
        <source>&amp;Mark</source>
        <translation>&amp;Markieren</translation>
    </message>
    <message>
        <source>Mark the current row, or take its mark away</source>
        <translation>Die aktuelle Zeile markieren, oder ihre Marke entfernen</translation>
    </message>
    <message>
        <source>Next Mark</source>
        <translation>Nächste Marke</translation>
    </message>
    <message>
        <source>Go to the next marked row</source>
        <translation>Zur nächsten markierten Zeile gehen</translation>
    </message>
    <message>
        <source>Previous Mark</source>
        <translation>Vorige Marke</translation>
    </message>
    <message>
        <source>Go to the previous marked row</source>
        <translation>Zur vorigen markierten Zeile gehen</translation>
    </message>
    <message>
        <source>The rule “%1” is not watched any more. %2</source>
        <translation>Die Regel „%1“ wird nicht mehr beachtet. %2</translation>
    </message>
    <message>
        <source>Frozen at row %1, which passes the rule “%2”.</source>
        <translation>Eingefroren bei Zeile %1, auf die die Regel „%2“ zutrifft.</translation>
    </message>
    <message>
        <source>Row %1 passes the rule “%2”.</source>
        <translation>Auf Zeile %1 trifft die Regel „%2“ zu.</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s) passed a rule since.</source>
        <translation>
            <numerusform>Auf %n weitere Zeile traf seither eine Regel zu.</numerusform>
            <numerusform>Auf %n weitere Zeilen traf seither eine Regel zu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows Around It</source>
        <translation>Zeilen darum</translation>
    </message>
    <message>
        <source>That was the last one: on from the first.</source>
        <translation>Das war die letzte: weiter mit der ersten.</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Whether row %1 passes the rule “%2” is not known: its regular expression needs too many steps.</source>
        <translation>Ob Zeile %1 die Regel „%2“ erfüllt, ist nicht bekannt: Ihr regulärer Ausdruck braucht zu viele Schritte.</translation>
    </message>
    <message>
        <source>C&amp;lear View</source>
        <translation>Ansi&amp;cht leeren</translation>
    </message>
    <message>
        <source>For&amp;k From Here…</source>
        <translation>Ab hier f&amp;orken&#xa0;…</translation>
    </message>
    <message>
        <source>Nothing passes the filter here</source>
        <translation>Hier besteht nichts den Filter</translation>
    </message>
    <message>
        <source>The file is as it was.</source>
        <translation>Die Datei ist, wie sie war.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) looked at. New ones are shown here when they pass.</source>
        <translation>
            <numerusform>%Ln Nachricht angesehen. Neue erscheinen hier, wenn sie ihn bestehen.</numerusform>
            <numerusform>%Ln Nachrichten angesehen. Neue erscheinen hier, wenn sie ihn bestehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>These rows are text, which has no members: no test of a field passes. Words, &quot;phrases&quot; and /regular expressions/ are looked for in text.</source>
        <translation>Diese Zeilen sind Text, der keine Felder hat: Keine Bedingung an ein Feld trifft zu. Wörter, &quot;Wortfolgen&quot; und /reguläre Ausdrücke/ werden in Text gesucht.</translation>
    </message>
    <message>
        <source>The rule “%1” gives some rows no look: its regular expression needs too many steps on them.</source>
        <translation>Die Regel „%1“ färbt manche Zeilen nicht: Ihr regulärer Ausdruck braucht dort zu viele Schritte.</translation>
    </message>
    <message>
        <source>Not watched any more. %1</source>
        <translation>Nicht mehr beachtet. %1</translation>
    </message>
    <message>
        <source>The filter hides it.</source>
        <translation>Der Filter verbirgt sie.</translation>
    </message>
    <message>
        <source>Show It</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Enter Credentials…</source>
        <translation>Zugangsdaten eingeben&#xa0;…</translation>
    </message>
    <message>
        <source>Next Match</source>
        <translation>Nächster Treffer</translation>
    </message>
</context>
<context>
    <name>Tailwater::TargetNotice</name>
    <message>
        <source>Writes to the stream of the tab shown; the draft of this one is kept</source>
        <translation>Schreibt in den Stream des Reiters, der zu sehen ist; dieser Entwurf bleibt erhalten</translation>
    </message>
    <message>
        <source>This goes to “%1”; the tab shown is “%2”.</source>
        <translation>Das geht an „%1“; zu sehen ist der Reiter „%2“.</translation>
    </message>
    <message>
        <source>This goes to “%1”. The tab shown is the file “%2”, which cannot be written to.</source>
        <translation>Das geht an „%1“. Zu sehen ist die Datei „%2“, in die nicht geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Compose to the Tab</source>
        <translation>In den Reiter schreiben</translation>
    </message>
    <message>
        <source>This goes to “%1” (%3); the tab shown is “%2”.</source>
        <translation>Das geht an „%1“ (%3); zu sehen ist der Reiter „%2“.</translation>
    </message>
</context>
<context>
    <name>Tailwater::TestPage</name>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Goes to the server step by step. One HEAD is sent, nothing is written.</source>
        <translation>Geht Schritt für Schritt zum Server. Ein HEAD wird gesendet, nichts wird geschrieben.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
</context>
<context>
    <name>Tailwater::TlsPage</name>
    <message>
        <source>For %1
By %2
Valid from %3 to %4
SHA-256 %5</source>
        <translation>Für %1
Von %2
Gültig von %3 bis %4
SHA-256 %5</translation>
    </message>
    <message>
        <source>T&amp;rust This Certificate for This Connection</source>
        <translation>Diesem Zertifikat für diese Verbindung &amp;vertrauen</translation>
    </message>
    <message>
        <source>&amp;Stop Trusting It</source>
        <translation>Ihm &amp;nicht mehr vertrauen</translation>
    </message>
    <message>
        <source>Certificate &amp;authority</source>
        <translation>Zertifizierungs&amp;stelle</translation>
    </message>
    <message>
        <source>PEM file; besides those of the system</source>
        <translation>PEM-Datei; neben denen des Systems</translation>
    </message>
    <message>
        <source>&amp;Own certificate</source>
        <translation>&amp;Eigenes Zertifikat</translation>
    </message>
    <message>
        <source>PEM or PKCS#12 file, if the server asks</source>
        <translation>PEM- oder PKCS#12-Datei, wenn der Server fragt</translation>
    </message>
    <message>
        <source>Its &amp;key</source>
        <translation>Sein S&amp;chlüssel</translation>
    </message>
    <message>
        <source>PEM file; empty: in the same file</source>
        <translation>PEM-Datei; leer: in derselben Datei</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen&#xa0;…</translation>
    </message>
    <message>
        <source>Browse: %1</source>
        <translation>Durchsuchen: %1</translation>
    </message>
    <message>
        <source>Choose a Certificate File</source>
        <translation>Eine Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key *.p12 *.pfx)</source>
        <translation>Zertifikate und Schlüssel (*.pem *.crt *.cer *.key *.p12 *.pfx)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The server shows another certificate than the one you trusted. </source>
        <translation>Der Server zeigt ein anderes Zertifikat als das, dem Sie vertraut haben. </translation>
    </message>
    <message>
        <source>This certificate cannot be checked: %1. Trust it only if you know by another way that it is the server&apos;s.</source>
        <translation>Dieses Zertifikat ist nicht zu prüfen: %1. Vertrauen Sie ihm nur, wenn Sie auf anderem Weg wissen, dass es das des Servers ist.</translation>
    </message>
    <message>
        <source>Exactly this certificate is trusted, for this connection only.</source>
        <translation>Genau diesem Zertifikat wird vertraut, nur für diese Verbindung.</translation>
    </message>
</context>
<context>
    <name>Tailwater::UnfinishedReplays</name>
    <message>
        <source>Unfinished Copies</source>
        <translation>Unfertige Kopien</translation>
    </message>
    <message>
        <source>Unfinished copies</source>
        <translation>Unfertige Kopien</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>&amp;Go On…</source>
        <translation>&amp;Fortsetzen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen&#xa0;…</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>There are none: every copy has come to its end.</source>
        <translation>Es gibt keine: Jede Kopie ist zu Ende gekommen.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard what is left of this copy? The rows that %1 has already stay there.</source>
        <translation>Verwerfen, was von dieser Kopie übrig ist? Die Zeilen, die %1 schon hat, bleiben dort.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>This one is being gone on with right now. Stop it first.</source>
        <translation>Diese wird gerade fortgesetzt. Halten Sie das zuerst an.</translation>
    </message>
    <message>
        <source>These stopped before all rows were stored. The copies lie on this computer, where only you can read them, until all is stored or they are discarded: the latest %1, and none longer than %2 days.</source>
        <translation>Diese hielten an, bevor alle Zeilen gespeichert waren. Die Kopien liegen auf diesem Rechner, wo nur Sie sie lesen können, bis alles gespeichert ist oder sie verworfen werden: die letzten %1, und keine länger als %2 Tage.</translation>
    </message>
</context>
<context>
    <name>Tailwater::VersionedFile</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>This is not a file of this kind, or it is damaged.</source>
        <translation>Dies ist keine Datei dieser Art, oder sie ist beschädigt.</translation>
    </message>
    <message>
        <source>This file is from a newer version of Tailwater.</source>
        <translation>Diese Datei ist von einer neueren Version von Tailwater.</translation>
    </message>
</context>
<context>
    <name>Tailwater::WelcomePage</name>
    <message>
        <source>&amp;Options…</source>
        <translation>&amp;Optionen&#xa0;…</translation>
    </message>
    <message>
        <source>Explore durable streams</source>
        <translation>Durable Streams erkunden</translation>
    </message>
    <message>
        <source>Watch a stream live, look at every message, append your own. Nothing is written unless you ask for it.</source>
        <translation>Einen Stream live ansehen, jede Nachricht betrachten, eigene anhängen. Geschrieben wird nur, was Sie verlangen.</translation>
    </message>
    <message>
        <source>Connect to a &amp;URL</source>
        <translation>Mit einer &amp;URL verbinden</translation>
    </message>
    <message>
        <source>Server or stream URL</source>
        <translation>URL von Server oder Stream</translation>
    </message>
    <message>
        <source>Credentials, headers, read-only</source>
        <translation>Zugangsdaten, Köpfe, nur lesen</translation>
    </message>
    <message>
        <source>Connect to &amp;localhost:4437 — a server is running here</source>
        <translation>Mit &amp;localhost:4437 verbinden — hier läuft ein Server</translation>
    </message>
    <message>
        <source>No server yet?</source>
        <translation>Noch kein Server?</translation>
    </message>
    <message>
        <source>The sandbox is a server inside this application, with sample streams to try everything on. It listens on this computer only, and forgets all when you quit.</source>
        <translation>Die Sandbox ist ein Server in diesem Programm, mit Beispiel-Streams zum Ausprobieren. Sie ist nur auf diesem Rechner zu erreichen und vergisst alles, wenn Sie beenden.</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>This is not an address. It looks like %1.</source>
        <translation>Das ist keine Adresse. Eine sieht aus wie %1.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbinden mit %1&#xa0;…</translation>
    </message>
    <message>
        <source>such as http://localhost:4437/v1/stream</source>
        <translation>etwa http://localhost:4437/v1/stream</translation>
    </message>
    <message>
        <source>Co&amp;nnect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Press Connect again to go on all the same.</source>
        <translation>Drücken Sie noch einmal „Verbinden“, um trotzdem weiterzumachen.</translation>
    </message>
    <message>
        <source>Open the Sand&amp;box</source>
        <translation>Sand&amp;box öffnen</translation>
    </message>
    <message>
        <source>Open a Ca&amp;pture…</source>
        <translation>&amp;Mitschnitt öffnen&#xa0;…</translation>
    </message>
</context>
<context>
    <name>Tailwater::WholeFile</name>
    <message>
        <source>&amp;Look Through the Whole File</source>
        <translation>Die ganze Datei &amp;durchsehen</translation>
    </message>
    <message>
        <source>Previous Match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next Match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>more than %1</source>
        <comment>a number of rows</comment>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>%1–%2 of %3</source>
        <comment>rows</comment>
        <translation>%1–%2 von %3</translation>
    </message>
    <message>
        <source>%1–%2, of %3–%4</source>
        <comment>rows</comment>
        <translation>%1–%2, von %3–%4</translation>
    </message>
    <message>
        <source>Rows %1 looked at.</source>
        <translation>Zeilen %1 angesehen.</translation>
    </message>
    <message>
        <source>%1 of %2 rows of the file looked at</source>
        <translation>%1 von %2 Zeilen der Datei angesehen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pass(es) the filter</source>
        <translation>
            <numerusform>%Ln besteht den Filter</numerusform>
            <numerusform>%Ln bestehen den Filter</numerusform>
        </translation>
    </message>
    <message>
        <source>Of all %1 rows of the file, %2.</source>
        <translation>Von allen %1 Zeilen der Datei: %2.</translation>
    </message>
    <message>
        <source>Rows %1.</source>
        <translation>Zeilen %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them without a decision.</source>
        <translation>
            <numerusform>%n davon ohne Entscheidung.</numerusform>
            <numerusform>%n davon ohne Entscheidung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Selected are the rows that are loaded: %1. “File ▸ Export…” writes the whole capture.</source>
        <translation>Gewählt sind die geladenen Zeilen: %1. „Datei ▸ Exportieren&#xa0;…“ schreibt den ganzen Mitschnitt.</translation>
    </message>
    <message>
        <source>Searching the file… %1 %</source>
        <translation>Die Datei wird durchsucht&#xa0;… %1&#xa0;%</translation>
    </message>
    <message>
        <source>Not found in all %1 rows</source>
        <translation>In keiner der %1 Zeilen gefunden</translation>
    </message>
    <message>
        <source>Row %1; counting… %2 %</source>
        <translation>Zeile %1; wird gezählt&#xa0;… %2&#xa0;%</translation>
    </message>
    <message>
        <source>Row %1, of %2</source>
        <comment>the row that was found, of how many</comment>
        <translation>Zeile %1, von %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>the row that was found, of how many</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, on from the end</source>
        <translation>%1, vom Ende her weiter</translation>
    </message>
    <message>
        <source>%1, on from the beginning</source>
        <translation>%1, vom Anfang her weiter</translation>
    </message>
    <message>
        <source>Shown here are those of rows %1; the whole file was looked through, see below.</source>
        <translation>Hier stehen die aus den Zeilen %1; die ganze Datei wurde durchgesehen, siehe unten.</translation>
    </message>
    <message>
        <source>The file is too large to be held as a whole: the filter looks at the rows that are loaded.</source>
        <translation>Die Datei ist zu groß, um ganz gehalten zu werden: Der Filter sieht die Zeilen an, die geladen sind.</translation>
    </message>
</context>
<context>
    <name>Tailwater::WindowActions</name>
    <message>
        <source>&amp;Connect…</source>
        <translation>&amp;Verbinden&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Open Stream…</source>
        <translation>Stream ö&amp;ffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Close &amp;Tab</source>
        <translation>&amp;Reiter schließen</translation>
    </message>
    <message>
        <source>Reope&amp;n Tab</source>
        <translation>Reiter &amp;wieder öffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Filter Streams</source>
        <translation>Streams &amp;filtern</translation>
    </message>
    <message>
        <source>Streams as a Flat &amp;List</source>
        <translation>Streams als flache &amp;Liste</translation>
    </message>
    <message>
        <source>Show &amp;Reserved Streams</source>
        <translation>&amp;Reservierte Streams zeigen</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>Voll&amp;bild</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>The &amp;Beginning</source>
        <translation>&amp;Anfang</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <translation>&amp;Jetzt</translation>
    </message>
    <message>
        <source>An O&amp;ffset…</source>
        <translation>Ein O&amp;ffset&#xa0;…</translation>
    </message>
    <message>
        <source>Ne&amp;w Stream…</source>
        <translation>&amp;Neuer Stream&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Close Stream…</source>
        <translation>S&amp;tream schließen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Delete Stream…</source>
        <translation>Stream &amp;löschen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Remove From List</source>
        <translation>Aus der Liste &amp;nehmen</translation>
    </message>
    <message>
        <source>Takes the row away here; the stream stays as it is.</source>
        <translation>Nimmt die Zeile hier weg; der Stream bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>&amp;Pfad</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>&amp;curl That Reads It</source>
        <translation>&amp;curl, das ihn liest</translation>
    </message>
    <message>
        <source>curl That &amp;Follows It</source>
        <translation>curl, das ihm &amp;folgt</translation>
    </message>
    <message>
        <source>&amp;Compose to This Stream</source>
        <translation>In diesen Stream s&amp;chreiben</translation>
    </message>
    <message>
        <source>&amp;Find a Command…</source>
        <translation>Befehl &amp;suchen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>&amp;Nächstes Feld</translation>
    </message>
    <message>
        <source>&amp;Previous Pane</source>
        <translation>&amp;Voriges Feld</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Tailwater</source>
        <translation>&amp;Über Tailwater</translation>
    </message>
    <message>
        <source>&amp;Open From</source>
        <translation>Öffnen &amp;ab</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>&amp;Where I Left Off</source>
        <translation>&amp;Wo ich aufgehört habe</translation>
    </message>
    <message>
        <source>&amp;Edit Connection…</source>
        <translation>Verbindung &amp;ändern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Import Connections…</source>
        <translation>Verbindungen &amp;importieren&#xa0;…</translation>
    </message>
    <message>
        <source>E&amp;xport Connections…</source>
        <translation>Verbindungen e&amp;xportieren&#xa0;…</translation>
    </message>
    <message>
        <source>Fa&amp;vourite</source>
        <translation>Fa&amp;vorit</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Anleitung</translation>
    </message>
    <message>
        <source>For&amp;k Stream…</source>
        <translation>For&amp;k anlegen&#xa0;…</translation>
    </message>
    <message>
        <source>Producer &amp;Lab…</source>
        <translation>Erzeuger-&amp;Labor&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;durable-stream Command That Reads It</source>
        <translation>&amp;durable-stream-Befehl, der ihn liest</translation>
    </message>
    <message>
        <source>For the protocol&apos;s own tool, which knows plain names and no headers but Authorization.</source>
        <translation>Für das Werkzeug des Protokolls, das einfache Namen und von den Köpfen nur Authorization kennt.</translation>
    </message>
    <message>
        <source>&amp;Rules for Rows…</source>
        <translation>&amp;Regeln für Zeilen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Kept Connections…</source>
        <translation>&amp;Gemerkte Verbindungen&#xa0;…</translation>
    </message>
    <message>
        <source>Scan Ser&amp;ver for Streams…</source>
        <translation>Server nach Streams absu&amp;chen&#xa0;…</translation>
    </message>
    <message>
        <source>A&amp;dd Streams From a File…</source>
        <translation>Streams aus einer &amp;Datei hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>New &amp;Window</source>
        <translation>&amp;Neues Fenster</translation>
    </message>
</context>
<context>
    <name>Tailwater::Wire</name>
    <message>
        <source>[a body of %1 that is no longer kept]</source>
        <translation>[ein Inhalt von %1, der nicht mehr aufbewahrt wird]</translation>
    </message>
    <message>
        <source>[the first %1 of %2]</source>
        <translation>[die ersten %1 von %2]</translation>
    </message>
    <message>
        <source>[no answer yet]</source>
        <translation>[noch keine Antwort]</translation>
    </message>
    <message>
        <source>[broke off: %1]</source>
        <translation>[abgebrochen: %1]</translation>
    </message>
    <message>
        <source>[not sent: %1]</source>
        <translation>[nicht gesendet: %1]</translation>
    </message>
</context>
<context>
    <name>Tailwater::WireModel</name>
    <message>
        <source>%1, attempt %2</source>
        <translation>%1, Versuch %2</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path and Query</source>
        <translation>Pfad und Abfrage</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Total ms</source>
        <translation>Ganz ms</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>not sent</source>
        <comment>a request</comment>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Wait ms</source>
        <comment>until the headers of an answer are there</comment>
        <translation>Warten ms</translation>
    </message>
    <message>
        <source>Receive ms</source>
        <comment>from the headers of an answer to its end</comment>
        <translation>Empfang ms</translation>
    </message>
</context>
<context>
    <name>Tailwater::WirePanel</name>
    <message>
        <source>Exchanges</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Copy as &amp;curl</source>
        <translation>Als &amp;curl kopieren</translation>
    </message>
    <message>
        <source>C&amp;lear List</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>The exchange, as it went over the wire</source>
        <translation>Die Anfrage und ihre Antwort, wie sie über die Leitung gingen</translation>
    </message>
    <message>
        <source>Select an exchange to see its headers and bodies.</source>
        <translation>Wählen Sie eine Anfrage, um Köpfe und Inhalte zu sehen.</translation>
    </message>
    <message>
        <source>Copy &amp;Exchange</source>
        <translation>Anfrage und Antwort &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Reveal Secrets of This Exchange</source>
        <translation>Geheimes dieser Anfrage &amp;zeigen</translation>
    </message>
    <message>
        <source>Export as &amp;HAR…</source>
        <translation>Als &amp;HAR exportieren&#xa0;…</translation>
    </message>
    <message>
        <source># Only the first %1 bytes of the body are known.</source>
        <translation># Nur die ersten %1 Bytes des Inhalts sind bekannt.</translation>
    </message>
    <message>
        <source>Export as HAR, Secrets Masked</source>
        <translation>Als HAR exportieren, Geheimes verdeckt</translation>
    </message>
    <message>
        <source>Export as HAR</source>
        <translation>Als HAR exportieren</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>Copy as &amp;durable-stream Command</source>
        <translation>Als &amp;durable-stream-Befehl kopieren</translation>
    </message>
    <message>
        <source>Filter of the exchanges</source>
        <translation>Filter der Anfragen</translation>
    </message>
    <message>
        <source>Filter: words of path, server, purpose or status</source>
        <translation>Filter: Wörter aus Pfad, Server, Zweck oder Status</translation>
    </message>
</context>
</TS>
