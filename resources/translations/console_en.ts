<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountsView</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s), and more below</source>
        <translation>
            <numerusform>%n account, and more below</numerusform>
            <numerusform>%n accounts, and more below</numerusform>
        </translation>
    </message>
</context>
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
    <name>Asked</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionPlace</name>
    <message numerus="yes">
        <source>%n to read</source>
        <translation>
            <numerusform>%n to read</numerusform>
            <numerusform>%n to read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message numerus="yes">
        <source>%n decision(s) to read. See why, then acknowledge.</source>
        <translation>
            <numerusform>%n decision to read. See why, then acknowledge.</numerusform>
            <numerusform>%n decisions to read. See why, then acknowledge.</numerusform>
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
    <name>BatchHead</name>
    <message numerus="yes">
        <source>Take %n file(s) again</source>
        <translation>
            <numerusform>Take %n file again</numerusform>
            <numerusform>Take %n files again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BillingAccounts</name>
    <message numerus="yes">
        <source>%n billing account(s)</source>
        <translation>
            <numerusform>%n billing account</numerusform>
            <numerusform>%n billing accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n billing account(s), and more below</source>
        <translation>
            <numerusform>%n billing account, and more below</numerusform>
            <numerusform>%n billing accounts, and more below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message numerus="yes">
        <source>Locks in %n second(s). Press any key to stay.</source>
        <translation>
            <numerusform>Locks in %n second. Press any key to stay.</numerusform>
            <numerusform>Locks in %n seconds. Press any key to stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BouncedInvitations</name>
    <message numerus="yes">
        <source>%n invitation(s) came back or ran out.</source>
        <translation>
            <numerusform>%n invitation came back or ran out.</numerusform>
            <numerusform>%n invitations came back or ran out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n again</source>
        <translation>
            <numerusform>Send %n again</numerusform>
            <numerusform>Send %n again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n invitation(s) again…</source>
        <translation>
            <numerusform>Sending %n invitation again…</numerusform>
            <numerusform>Sending %n invitations again…</numerusform>
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
        <source>%n sender(s)</source>
        <translation>
            <numerusform>%n sender</numerusform>
            <numerusform>%n senders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>each of the %n patient(s)</source>
        <translation>
            <numerusform>the patient</numerusform>
            <numerusform>each of the %n patients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have not been in sight yet.</source>
        <translation>
            <numerusform>%n row has not been in sight yet.</numerusform>
            <numerusform>%n rows have not been in sight yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n will be done</source>
        <translation>
            <numerusform>%n will be done</numerusform>
            <numerusform>%n will be done</numerusform>
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
        <source>%n done</source>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not taken</source>
        <translation>
            <numerusform>%n not taken</numerusform>
            <numerusform>%n not taken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkWork</name>
    <message numerus="yes">
        <source>At most %n can be decided together.</source>
        <translation>
            <numerusform>At most %n can be decided together.</numerusform>
            <numerusform>At most %n can be decided together.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeForm</name>
    <message numerus="yes">
        <source>A supply lasts from one day to %n.</source>
        <translation>
            <numerusform>A supply lasts from one day to %n.</numerusform>
            <numerusform>A supply lasts from one day to %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartChoice</name>
    <message numerus="yes">
        <source>Show %n more chart(s)</source>
        <translation>
            <numerusform>Show %n more chart</numerusform>
            <numerusform>Show %n more charts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartCompare</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartSearch</name>
    <message numerus="yes">
        <source>%n chart(s) found</source>
        <translation>
            <numerusform>%n chart found</numerusform>
            <numerusform>%n charts found</numerusform>
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
        <source>%n refill(s) left, but the prescription ran out on {day}.</source>
        <translation>
            <numerusform>%n refill left, but the prescription ran out on {day}.</numerusform>
            <numerusform>%n refills left, but the prescription ran out on {day}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refill(s) left: the pharmacy can fill it without a renewal.</source>
        <translation>
            <numerusform>%n refill left: the pharmacy can fill it without a renewal.</numerusform>
            <numerusform>%n refills left: the pharmacy can fill it without a renewal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last visit on {day}, more than %n month(s) ago.</source>
        <translation>
            <numerusform>Last visit on {day}, more than %n month ago.</numerusform>
            <numerusform>Last visit on {day}, more than %n months ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n allergy(s) on record names it.</source>
        <translation>
            <numerusform>The %n allergy on record does not name it.</numerusform>
            <numerusform>None of the %n allergies on record names it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Schedule {schedule}: the law allows %n more refill(s) until {until}. Prescribed on {day}, {used} of five used or granted.</source>
        <translation>
            <numerusform>Schedule {schedule}: the law allows %n more refill until {until}. Prescribed on {day}, {used} of five used or granted.</numerusform>
            <numerusform>Schedule {schedule}: the law allows %n more refills until {until}. Prescribed on {day}, {used} of five used or granted.</numerusform>
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
        <source>That is longer ago than the %n day(s) your practice allows.</source>
        <translation>
            <numerusform>That is longer ago than the %n day your practice allows.</numerusform>
            <numerusform>That is longer ago than the %n days your practice allows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too soon by %n day(s): due from {day}.</source>
        <translation>
            <numerusform>Too soon by %n day: due from {day}.</numerusform>
            <numerusform>Too soon by %n days: due from {day}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{lab} on {day}, more than %n month(s) ago.</source>
        <translation>
            <numerusform>{lab} on {day}, more than %n month ago.</numerusform>
            <numerusform>{lab} on {day}, more than %n months ago.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Computers</name>
    <message numerus="yes">
        <source>%n decision(s) saved; none was carried out. Read under Needs attention, Of the practice.</source>
        <translation>
            <numerusform>%n decision saved; it was not carried out. Read it under Needs attention, Of the practice.</numerusform>
            <numerusform>%n decisions saved; none was carried out. Read them under Needs attention, Of the practice.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message numerus="yes">
        <source>and %n more; scroll to read them</source>
        <translation>
            <numerusform>and %n more; scroll to read them</numerusform>
            <numerusform>and %n more; scroll to read them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CredentialCard</name>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n second(s).</source>
        <translation>
            <numerusform>Copied. The clipboard is cleared in %n second.</numerusform>
            <numerusform>Copied. The clipboard is cleared in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DamagedOutbox</name>
    <message numerus="yes">
        <source>%n decision(s) can still be read.</source>
        <translation>
            <numerusform>%n decision can still be read.</numerusform>
            <numerusform>%n decisions can still be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) saved.</source>
        <translation>
            <numerusform>%n decision saved.</numerusform>
            <numerusform>%n decisions saved.</numerusform>
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
    <name>Document</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentBody</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicateDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Enroll</name>
    <message numerus="yes">
        <source>%n chart(s) found</source>
        <translation>
            <numerusform>%n chart found</numerusform>
            <numerusform>%n charts found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wrong answer(s)</source>
        <translation>
            <numerusform>%n wrong answer</numerusform>
            <numerusform>%n wrong answers</numerusform>
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
    <name>HoldDialog</name>
    <message numerus="yes">
        <source>at most %n day(s) off</source>
        <translation>
            <numerusform>at most %n day off</numerusform>
            <numerusform>at most %n days off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveView</name>
    <message numerus="yes">
        <source>%n time(s) booked or held to be moved</source>
        <translation>
            <numerusform>%n time booked or held to be moved</numerusform>
            <numerusform>%n times booked or held to be moved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message numerus="yes">
        <source>%n decision(s) wait to be sent</source>
        <translation>
            <numerusform>%n decision waits to be sent</numerusform>
            <numerusform>%n decisions wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LetterPeopleDialog</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LetterRunDialog</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
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
    <name>ManyLetters</name>
    <message numerus="yes">
        <source>Letters for %n of them</source>
        <translation>
            <numerusform>Letters for %n of them</numerusform>
            <numerusform>Letters for %n of them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s), and more below</source>
        <translation>
            <numerusform>%n message, and more below</numerusform>
            <numerusform>%n messages, and more below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message numerus="yes">
        <source>After %n more wrong passphrase(s), review without the portal ends on this computer.</source>
        <translation>
            <numerusform>After %n more wrong passphrase, review without the portal ends on this computer.</numerusform>
            <numerusform>After %n more wrong passphrases, review without the portal ends on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation>
            <numerusform>Try again in %n minute.</numerusform>
            <numerusform>Try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Offline</name>
    <message numerus="yes">
        <source>%n applied</source>
        <translation>
            <numerusform>%n applied</numerusform>
            <numerusform>%n applied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decided</source>
        <translation>
            <numerusform>%n decided</numerusform>
            <numerusform>%n decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read</source>
        <translation>
            <numerusform>%n read</numerusform>
            <numerusform>%n read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to read</source>
        <translation>
            <numerusform>%n to read</numerusform>
            <numerusform>%n to read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message numerus="yes">
        <source>The portal answers again. Sign in to send %n decision(s).</source>
        <translation>
            <numerusform>The portal answers again. Sign in to send %n decision.</numerusform>
            <numerusform>The portal answers again. Sign in to send %n decisions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfflineDialog</name>
    <message numerus="yes">
        <source>until %n hour(s) after the portal last answered</source>
        <translation>
            <numerusform>until %n hour after the portal last answered</numerusform>
            <numerusform>until %n hours after the portal last answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{practice} lets this computer keep at most %n item(s)</source>
        <translation>
            <numerusform>{practice} lets this computer keep at most %n item</numerusform>
            <numerusform>{practice} lets this computer keep at most %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message numerus="yes">
        <source>The passphrase has more than %n character(s).</source>
        <translation>
            <numerusform>The passphrase has more than %n character.</numerusform>
            <numerusform>The passphrase has more than %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The passphrase is %n character(s) too short.</source>
        <translation>
            <numerusform>The passphrase is %n character too short.</numerusform>
            <numerusform>The passphrase is %n characters too short.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Type a passphrase of at least %n character(s).</source>
        <translation>
            <numerusform>Type a passphrase of at least %n character.</numerusform>
            <numerusform>Type a passphrase of at least %n characters.</numerusform>
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
</context>
<context>
    <name>PassphraseTwice</name>
    <message numerus="yes">
        <source>Passphrase, at least %n character(s)</source>
        <translation>
            <numerusform>Passphrase, at least %n character</numerusform>
            <numerusform>Passphrase, at least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message numerus="yes">
        <source>There is no room for %n minute(s) from {time} on. Choose another time.</source>
        <translation>
            <numerusform>There is no room for %n minute from {time} on. Choose another time.</numerusform>
            <numerusform>There is no room for %n minutes from {time} on. Choose another time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n free</source>
        <translation>
            <numerusform>{name}: %n free</numerusform>
            <numerusform>{name}: %n free</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message numerus="yes">
        <source>That is sooner than %n hour(s), the practice&apos;s notice.</source>
        <translation>
            <numerusform>That is sooner than %n hour, the practice&apos;s notice.</numerusform>
            <numerusform>That is sooner than %n hours, the practice&apos;s notice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The practice asks for %n hour(s) of notice; this is later.</source>
        <translation>
            <numerusform>The practice asks for %n hour of notice; this is later.</numerusform>
            <numerusform>The practice asks for %n hours of notice; this is later.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProxyListView</name>
    <message numerus="yes">
        <source>%n care manager(s)</source>
        <translation>
            <numerusform>%n care manager</numerusform>
            <numerusform>%n care managers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProxyPanel</name>
    <message numerus="yes">
        <source>Show %n link(s) that have ended</source>
        <translation>
            <numerusform>Show %n link that has ended</numerusform>
            <numerusform>Show %n links that have ended</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message numerus="yes">
        <source>Publish %n statement(s)</source>
        <translation>
            <numerusform>Publish %n statement</numerusform>
            <numerusform>Publish %n statements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tell nobody of the %n correction(s) among them</source>
        <translation>
            <numerusform>Tell nobody of the %n correction among them</numerusform>
            <numerusform>Tell nobody of the %n corrections among them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PublishProgress</name>
    <message numerus="yes">
        <source>Publishing %n statement(s)</source>
        <translation>
            <numerusform>Publishing %n statement</numerusform>
            <numerusform>Publishing %n statements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Publishing</name>
    <message numerus="yes">
        <source>%n file(s) stay here.</source>
        <translation>
            <numerusform>%n file stays here.</numerusform>
            <numerusform>%n files stay here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n get paper</source>
        <translation>
            <numerusform>%n gets paper</numerusform>
            <numerusform>%n get paper</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guarantor(s) get an e-mail</source>
        <translation>
            <numerusform>%n guarantor gets an e-mail</numerusform>
            <numerusform>%n guarantors get an e-mail</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the new ones can be seen but not paid: a later statement is there.</source>
        <translation>
            <numerusform>%n of the new ones can be seen but not paid: a later statement is there.</numerusform>
            <numerusform>%n of the new ones can be seen but not paid: a later statement is there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older statement(s) can no longer be paid.</source>
        <translation>
            <numerusform>%n older statement can no longer be paid.</numerusform>
            <numerusform>%n older statements can no longer be paid.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older statement(s) can no longer be paid; {flying}</source>
        <translation>
            <numerusform>%n older statement can no longer be paid; {flying}</numerusform>
            <numerusform>%n older statements can no longer be paid; {flying}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nobody is told of %n correction(s).</source>
        <translation>
            <numerusform>Nobody is told of %n correction.</numerusform>
            <numerusform>Nobody is told of %n corrections.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Publish %n statement(s) for {amount}.</source>
        <translation>
            <numerusform>Publish %n statement for {amount}.</numerusform>
            <numerusform>Publish %n statements for {amount}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n of them a payment is on its way.</source>
        <translation>
            <numerusform>for %n of them a payment is on its way.</numerusform>
            <numerusform>for %n of them a payment is on its way.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Quarantine</name>
    <message numerus="yes">
        <source>%n unreadable message(s)</source>
        <translation>
            <numerusform>%n unreadable message</numerusform>
            <numerusform>%n unreadable messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuarantineBody</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tried %n time(s)</source>
        <translation>
            <numerusform>Tried %n time</numerusform>
            <numerusform>Tried %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message numerus="yes">
        <source>%n of the practice</source>
        <translation>
            <numerusform>%n of the practice</numerusform>
            <numerusform>%n of the practice</numerusform>
        </translation>
    </message>
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
    <name>ReasonDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reconciling</name>
    <message numerus="yes">
        <source>%n decision(s) made offline are to be read.</source>
        <translation>
            <numerusform>%n decision made offline is to be read.</numerusform>
            <numerusform>%n decisions made offline are to be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) made offline were all applied.</source>
        <translation>
            <numerusform>%n decision made offline was applied.</numerusform>
            <numerusform>%n decisions made offline were all applied.</numerusform>
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
        <source>%n fill(s), the last on {day}.</source>
        <translation>
            <numerusform>%n fill, the last on {day}.</numerusform>
            <numerusform>%n fills, the last on {day}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Prepared by {name}: %n refill(s)</source>
        <translation>
            <numerusform>Prepared by {name}: %n refill</numerusform>
            <numerusform>Prepared by {name}: %n refills</numerusform>
        </translation>
    </message>
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
    <name>RefusedView</name>
    <message numerus="yes">
        <source>%n decision(s) made offline did not count.</source>
        <translation>
            <numerusform>%n decision made offline did not count.</numerusform>
            <numerusform>%n decisions made offline did not count.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusedWork</name>
    <message numerus="yes">
        <source>%n of your decision(s) were saved from a computer that has lost its access.</source>
        <translation>
            <numerusform>%n of your decisions was saved from a computer that has lost its access.</numerusform>
            <numerusform>%n of your decisions were saved from a computer that has lost its access.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportFindings</name>
    <message numerus="yes">
        <source>%n more value(s)</source>
        <translation>
            <numerusform>%n more value</numerusform>
            <numerusform>%n more values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more value(s)</source>
        <translation>
            <numerusform>Show %n more value</numerusform>
            <numerusform>Show %n more values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message numerus="yes">
        <source>%n file(s) wait for somebody.</source>
        <translation>
            <numerusform>%n file waits for somebody.</numerusform>
            <numerusform>%n files wait for somebody.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were refused.</source>
        <translation>
            <numerusform>%n file was refused.</numerusform>
            <numerusform>%n files were refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go out on paper: save the paper list.</source>
        <translation>
            <numerusform>%n goes out on paper: save the paper list.</numerusform>
            <numerusform>%n go out on paper: save the paper list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s) published</source>
        <translation>
            <numerusform>%n statement published</numerusform>
            <numerusform>%n statements published</numerusform>
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
    <name>SalvageReader</name>
    <message numerus="yes">
        <source>%n decision(s) to enter again.</source>
        <translation>
            <numerusform>%n decision to enter again.</numerusform>
            <numerusform>%n decisions to enter again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Security</name>
    <message numerus="yes">
        <source>%n attempt(s) left.</source>
        <translation>
            <numerusform>%n attempt left.</numerusform>
            <numerusform>%n attempts left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecurityStatus</name>
    <message numerus="yes">
        <source>%n point(s) to know; all else is in place.</source>
        <translation>
            <numerusform>%n point to know; all else is in place.</numerusform>
            <numerusform>%n points to know; all else is in place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatementFacts</name>
    <message numerus="yes">
        <source>{file} · %n page(s)</source>
        <translation>
            <numerusform>{file} · %n page</numerusform>
            <numerusform>{file} · %n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatementRequest</name>
    <message numerus="yes">
        <source>%n statement request(s)</source>
        <translation>
            <numerusform>%n statement request</numerusform>
            <numerusform>%n statement requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Task</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unmatched</name>
    <message numerus="yes">
        <source>%n unmatched result(s)</source>
        <translation>
            <numerusform>%n unmatched result</numerusform>
            <numerusform>%n unmatched results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Uploads</name>
    <message numerus="yes">
        <source>%n file(s) added.</source>
        <translation>
            <numerusform>%n file added.</numerusform>
            <numerusform>%n files added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are not published. They are left out for good, and nobody gets them.</source>
        <translation>
            <numerusform>%n file is not published. It is left out for good, and nobody gets it.</numerusform>
            <numerusform>%n files are not published. They are left out for good, and nobody gets them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) can not be read.</source>
        <translation>
            <numerusform>%n file can not be read.</numerusform>
            <numerusform>%n files can not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out: not PDF.</source>
        <translation>
            <numerusform>%n file left out: not PDF.</numerusform>
            <numerusform>%n files left out: not PDF.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of it missing</source>
        <translation>
            <numerusform>%n file of it missing</numerusform>
            <numerusform>%n files of it missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were here already.</source>
        <translation>
            <numerusform>%n file was here already.</numerusform>
            <numerusform>%n files were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not sent.</source>
        <translation>
            <numerusform>%n file was not sent.</numerusform>
            <numerusform>%n files were not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) in the manifest</source>
        <translation>
            <numerusform>%n line in the manifest</numerusform>
            <numerusform>%n lines in the manifest</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s) are here.</source>
        <translation>
            <numerusform>The file is here.</numerusform>
            <numerusform>All %n files are here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more line(s).</source>
        <translation>
            <numerusform>and %n more line.</numerusform>
            <numerusform>and %n more lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoidDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Watch</name>
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
</context>
<context>
    <name>WordsDialog</name>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkstationsView</name>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>%n computer</numerusform>
            <numerusform>%n computers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n computer(s)</source>
        <translation>
            <numerusform>{shown} of %n computer</numerusform>
            <numerusform>{shown} of %n computers</numerusform>
        </translation>
    </message>
</context>
</TS>
