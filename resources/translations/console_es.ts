<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>Claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Age</name>
    <message numerus="yes">
        <source>%n d</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Agreement</name>
    <message>
        <source>agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementGrid</name>
    <message>
        <source>Chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message numerus="yes">
        <source>%n appointment request(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No appointment requests are waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time is taken for {who}, who gets a confirmation by email.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The visit of {who} is canceled and its time becomes free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} gets no appointment, and reads the reason you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} is asked to choose one of the times; they are held meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AppointmentBody</name>
    <message numerus="yes">
        <source>%n time(s) offered; the patient has not answered.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Another time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a free time first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one time to book; several can only be offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It begins in %n hour(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Its time becomes free for others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient asks to cancel; there is no time to give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has not asked to cancel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request does not say which visit is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are held until {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person has no chart yet. Decide the enrollment first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This time is kept until another one is booked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times in the zone of the practice, {zone}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} writes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source>A visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another time: {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came with one, which is decided on its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel: {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrollment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{proxy} for {patient}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttentionCard</name>
    <message>
        <source>A colleague had decided the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read it (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You decided at {time}: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You decided: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You wrote, and the patient has not read: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by {name}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message numerus="yes">
        <source>%n decision(s) were not accepted. Read why, then acknowledge.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more follow when these are acknowledged.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal has accepted everything you decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does not accept waits here until you have read why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n marked</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n item(s) at once.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Clear marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items of several queues can not be decided together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action} {number}…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkDecision</name>
    <message numerus="yes">
        <source>each of the %n patient(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>each patient below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action} {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action}: {items}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkOutcomeDialog</name>
    <message numerus="yes">
        <source>%n decision(s) saved</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are sent as soon as the portal answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What became of each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is saved is sent as soon as the portal answers. What was not taken is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{saved}, %n not taken</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkOutcomes</name>
    <message>
        <source>Not done: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartChoice</name>
    <message>
        <source>A second chart for the same person is hard to mend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has an account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link to chart {number} ({name})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be a twin or relative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Possible match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong match</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message numerus="yes">
        <source>%n thing(s) to weigh before approving</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing speaks against it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This renewal can not be approved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message numerus="yes">
        <source>%n refill(s) left: the pharmacy can fill it without a renewal.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Another request for this medicine is waiting. Decide that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approving restarts it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due since {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has been stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was prescribed on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last visit on {day}, more than a year ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last visit on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fill is on record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other request for it is waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No refills are left on the prescription.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No visit is on record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refills are left; the pharmacy can fill it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule II can not be renewed here. The law asks for a new prescription each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule {schedule}: a controlled medicine, decided only while online.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule {schedule}: five refills or six months are used up. A new prescription is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Schedule {schedule}: the law allows %n more refill(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped on {day}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chart says that the patient has died.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Too soon by %n day(s): due from {day}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Too soon: due from {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too soon: the last fill is not used up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stops the approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to be weighed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{check} (a check this version does not know)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChosenTimes</name>
    <message>
        <source>Let go of {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the authenticator app on your phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six digits from the app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code has six digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandDelegate</name>
    <message>
        <source>not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandList</name>
    <message>
        <source>not now: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portal Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Claim or give back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colors: as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colors: dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colors: high contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colors: light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows: comfortable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows: compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows: normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size: {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Concerned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CredentialsPage</name>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the portal address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the address of your portal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portal address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DayStrip</name>
    <message>
        <source>Free times: none this week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free times: {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free times: {time}, chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DemoAccounts</name>
    <message>
        <source>Demo practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invented people. One click signs you in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in as {role}, {practice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs in as {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DenyDialog</name>
    <message>
        <source>Choose a reason first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a reason, or write your own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in what stands in braces; the patient would read it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For colleagues. The patient never sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note, not for the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the proposed words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the patient reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n character(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Write what the patient shall read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it arrives</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Enrollment</name>
    <message numerus="yes">
        <source>%n enrollment(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for one too. It waits in Appointments and is decided there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bot check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deny…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrollments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No enrollments are waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified: {plan}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}, accepted {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>group {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>member {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{answered} of {all} security questions set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} gets access to the portal and a confirmation by email.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} gets no access, and reads the reason you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} is asked for more; the enrollment keeps waiting.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnrollmentBody</name>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart {number} has an account already; it can not get another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart {number} is of a person who has died.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the chart that the account belongs to, or a new chart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make sure that a guardian stands behind this request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The applicant has not accepted the terms, so there can be no account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The applicant is a minor: {age} old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The terms have not been accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two charts match about equally well. Look at both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose chart is it?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstLoad</name>
    <message>
        <source>Progress of the first load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the queues for the first time: {rows} rows so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the first load</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Flags</name>
    <message>
        <source>Abnormal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intermediate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Susceptible</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HoldDialog</name>
    <message>
        <source>Basis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the basis of the hold first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it again on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rationale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That a patient may be upset or worried is no basis for a hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is needed for this patient, and no broader than needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write why the hold is needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Item</name>
    <message>
        <source>Asked by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claimed by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claimed by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claimed by {name} until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chart yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient reads: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You decided: {done}; not answered yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} by {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemHeader</name>
    <message>
        <source>waiting {age}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemPanel</name>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No item is chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinkBadge</name>
    <message numerus="yes">
        <source>%n decision(s) waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of {time}, {age} old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockCover</name>
    <message numerus="yes">
        <source>%n decision(s) wait to be sent; they are safe here.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Portal Console</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} ({seconds} s)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>A colleague is working on this item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask a colleague who may, or your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the Caps Lock key and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network; the program tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the server address, and whether this network asks you to log in first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions not yet sent will not be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions shown as saved are safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not decide anything here until your support has looked at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not go on; tell your support. This computer&apos;s clock may also be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your password once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept as it is, and nothing is written over it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was put aside; your decisions are in another file and safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the item again. If it stays so, this program may need an update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, then decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost; saved decisions wait here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the clock, or tell your support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again to send them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something other than the portal answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take another item, or talk to each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk to the administrator of your practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with unsent decisions can not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of this workstation can not be had.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal can not answer just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal can not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal refused the request as it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal refuses further ones for a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal wants to be sure that it is you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal&apos;s certificate is not trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal&apos;s time counts; ages shown here may be off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queues are being read anew from the portal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored copy of the queues was damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored queues stay locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name, password or code is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many wrong attempts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This could not be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no longer there, or not for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This staff account has been disabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not saved; what was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Try again; if it stays so, tell your support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the system&apos;s keyring, or enter the passphrase of this workstation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a few minutes and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you decide is saved here and sent as soon as the portal answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on working. Please copy the report and send it to your support; it holds no patient data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have not claimed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is working on this item.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>There is nothing for you to decide here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>Enter the passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens what is kept encrypted on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can recover it. Without it, decisions that were not sent yet are lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of this workstation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Passphrase, at least %n character(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Protect and continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protect this workstation</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The passphrase is %n character(s) too short.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The two are not alike; type it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keyring. A passphrase encrypts what is kept on it: the queues, and decisions that the portal has not answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock this workstation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Person</name>
    <message>
        <source>Female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>At once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>A colleague decided this first, and differently.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A colleague is working on this item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version has taken its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rule of the practice or of the law forbids it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask a colleague who may.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the Caps Lock key and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide on the newer one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your password once more and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it as it is now and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the item as it is now and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the item as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether the item has changed, and tell your support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the item, fill in what it needs and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the item: its checks say which rule it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again to send it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the portal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk to each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk to the administrator of your practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The item has moved on since you saw it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The item is in a state in which this can not be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The item is no longer there, or not for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has withdrawn the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal and this program do not understand each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal asked us to slow down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal could not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal could not read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal did not accept it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal found something missing or out of place in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal has put it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal wants to be sure that it is you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queues had to be read anew from the portal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request has changed since you saw it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time has been taken by somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name, password or code is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing left to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program may need an update; tell your support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This staff account has been disabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote is too long for the portal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write less and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You decided it too long ago, while the portal could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You were not signed in any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your decision was not carried out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow this, or no longer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the oldest for {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in all items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been decided yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here fits “{words}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is waiting for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show: {view}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes in appears here by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is decided here or by colleagues appears here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Refill</name>
    <message numerus="yes">
        <source>%n renewal(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Approve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deny…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand on…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No renewals are waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renewals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The renewal appears in the account of {who}, who is told by email.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The renewal of {who} goes to the colleague you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} gets no renewal, and reads the reason you choose.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefillBody</name>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inactive medicine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inactive since {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last fills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dose is written down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fill is on record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No medicine is named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pharmacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prescribed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refills left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule {schedule}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n earlier fill(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{day} by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} of {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{proxy} for {patient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} writes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>It can only be done while the portal is reachable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data here is too old to decide on; wait until the portal is reachable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The item has been decided already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This portal does not offer it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have decided it; the portal has not answered yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{holder} is working on it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was shown as saved is lost. You can go on working; if something looks odd, close the program and start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please send this report to your support. It holds no patient data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorry, this program has made a mistake.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entered in error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Hold…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No results are waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result is taken back from {who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} can see this result from now on, and is told by email.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} does not see this result until the hold ends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultBody</name>
    <message>
        <source>A report without a title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical: {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be once the laboratory has sent the final result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak to the patient before they read it on their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laboratory calls this result critical.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal does not allow the release of this result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report has no values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a laboratory result; it can not be released here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more value(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>reported {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{status}: can not be released yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Billing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Front desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RouteDialog</name>
    <message>
        <source>Choose a colleague first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For colleagues. The patient never sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note, not for the patient</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>asked by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search (/)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search patient, request or who asked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold down to read what you typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {field} while held down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portal Console</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Acknowledge: I have read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve, book or release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claim, or give back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without doing it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deny or decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dialogs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do what the button says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every command by its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the first to the last queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the row, to decide several at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portal Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in · Portal Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SlotPicker</name>
    <message>
        <source>Choose a time to book, or up to three with Ctrl or Space to offer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashed: kept for another kind of visit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No times are known for this week.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No times this week with this practitioner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several times can only be offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shaded: asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three times at most can be offered. Let go of one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n free</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{time} is not free any more. Choose another time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>All commands (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys (?)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrendChart</name>
    <message>
        <source>Course of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown day</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrendDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course of a value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueDelegate</name>
    <message>
        <source>no range given</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>Enter or a click shows the course.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>above the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>below the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no range given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range from {low}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range up to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within the range</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WeekBar</name>
    <message>
        <source>The next week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The week before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message>
        <source>Nothing has been decided. Look at it as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The item has changed while you were deciding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done}: {who}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Say what is missing and how to send it, in words a patient understands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the patient reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write what the patient shall read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dialog</name>
    <message>
        <source>Starting the demo practice…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>self._dialog</name>
    <message>
        <source>Checking the code…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening this workstation&apos;s store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>self.window</name>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too late to take this back: it has been sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Ask the practice&apos;s administrator to give you a role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You do not belong to any practice yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
