<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Age</name>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
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
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
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
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message numerus="yes">
        <source>%n appointment request(s)</source>
        <translation>
            <numerusform>%n appointment request</numerusform>
            <numerusform>%n appointment requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AppointmentBody</name>
    <message numerus="yes">
        <source>%n time(s) offered; the patient has not answered.</source>
        <translation>
            <numerusform>%n time offered; the patient has not answered.</numerusform>
            <numerusform>%n times offered; the patient has not answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It begins in %n hour(s).</source>
        <translation>
            <numerusform>It begins in %n hour.</numerusform>
            <numerusform>It begins in %n hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message numerus="yes">
        <source>%n decision(s) were not accepted. Read why, then acknowledge.</source>
        <translation>
            <numerusform>%n decision was not accepted. Read why, then acknowledge.</numerusform>
            <numerusform>%n decisions were not accepted. Read why, then acknowledge.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more follow when these are acknowledged.</source>
        <translation>
            <numerusform>%n more follows when these are acknowledged.</numerusform>
            <numerusform>%n more follow when these are acknowledged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n marked</numerusform>
            <numerusform>%n marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n item(s) at once.</source>
        <translation>
            <numerusform>At most %n item at once.</numerusform>
            <numerusform>At most %n items at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDecision</name>
    <message numerus="yes">
        <source>each of the %n patient(s)</source>
        <translation>
            <numerusform>the patient</numerusform>
            <numerusform>each of the %n patients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkOutcomeDialog</name>
    <message numerus="yes">
        <source>%n decision(s) saved</source>
        <translation>
            <numerusform>%n decision saved</numerusform>
            <numerusform>%n decisions saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{saved}, %n not taken</source>
        <translation>
            <numerusform>{saved}, %n not taken</numerusform>
            <numerusform>{saved}, %n not taken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message numerus="yes">
        <source>%n thing(s) to weigh before approving</source>
        <translation>
            <numerusform>%n thing to weigh before approving</numerusform>
            <numerusform>%n things to weigh before approving</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message numerus="yes">
        <source>%n refill(s) left: the pharmacy can fill it without a renewal.</source>
        <translation>
            <numerusform>%n refill left: the pharmacy can fill it without a renewal.</numerusform>
            <numerusform>%n refills left: the pharmacy can fill it without a renewal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Schedule {schedule}: the law allows %n more refill(s).</source>
        <translation>
            <numerusform>Schedule {schedule}: the law allows %n more refill.</numerusform>
            <numerusform>Schedule {schedule}: the law allows %n more refills.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too soon by %n day(s): due from {day}.</source>
        <translation>
            <numerusform>Too soon by %n day: due from {day}.</numerusform>
            <numerusform>Too soon by %n days: due from {day}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DenyDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Enrollment</name>
    <message numerus="yes">
        <source>%n enrollment(s)</source>
        <translation>
            <numerusform>%n enrollment</numerusform>
            <numerusform>%n enrollments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message numerus="yes">
        <source>%n decision(s) wait to be sent</source>
        <translation>
            <numerusform>%n decision wait to be sent</numerusform>
            <numerusform>%n decisions wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinkBadge</name>
    <message numerus="yes">
        <source>%n decision(s) waiting</source>
        <translation>
            <numerusform>%n decision waiting</numerusform>
            <numerusform>%n decisions waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockCover</name>
    <message numerus="yes">
        <source>%n decision(s) wait to be sent; they are safe here.</source>
        <translation>
            <numerusform>%n decision waits to be sent; it is safe here.</numerusform>
            <numerusform>%n decisions wait to be sent; they are safe here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation>
            <numerusform>Try again in %n minute.</numerusform>
            <numerusform>Try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message numerus="yes">
        <source>Passphrase, at least %n character(s)</source>
        <translation>
            <numerusform>Passphrase, at least %n character</numerusform>
            <numerusform>Passphrase, at least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The passphrase is %n character(s) too short.</source>
        <translation>
            <numerusform>The passphrase is %n character too short.</numerusform>
            <numerusform>The passphrase is %n characters too short.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message numerus="yes">
        <source>{title}, %n waiting</source>
        <translation>
            <numerusform>{title}, %n waiting</numerusform>
            <numerusform>{title}, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Refill</name>
    <message numerus="yes">
        <source>%n renewal(s)</source>
        <translation>
            <numerusform>%n renewal</numerusform>
            <numerusform>%n renewals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefillBody</name>
    <message numerus="yes">
        <source>and %n earlier fill(s)</source>
        <translation>
            <numerusform>and %n earlier fill</numerusform>
            <numerusform>and %n earlier fills</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n day(s)</source>
        <translation>
            <numerusform>for %n day</numerusform>
            <numerusform>for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultBody</name>
    <message numerus="yes">
        <source>and %n more value(s)</source>
        <translation>
            <numerusform>and %n more value</numerusform>
            <numerusform>and %n more values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlotPicker</name>
    <message numerus="yes">
        <source>{name}: %n free</source>
        <translation>
            <numerusform>{name}: %n free</numerusform>
            <numerusform>{name}: %n free</numerusform>
        </translation>
    </message>
</context>
</TS>
