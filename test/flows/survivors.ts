// Mutants that nothing can notice, each with the reason why.
export const SURVIVORS: Readonly<Record<string, string>> = {
  'policy portal_own_lock on enrolments using (true)':
    'whose row it is, only a select policy tells; and nothing can be written through this one: its check is false',
  'policy portal_staff_revoke on staff_roles using (true)':
    'whoever reads no role can only say it of all roles at once, and the check refuses that for each administrator',
  'policy portal_staff_change on retention_rules using (true)':
    'only staff read a rule, and the check refuses everybody else whatever they would change of all rules at once',
  'policy door_ask on support_cases with check (true)':
    'the door can fill neither whose a case is nor when it was closed',
  'policy door_write on support_messages with check (true)':
    'a trigger looks for the case that is written to, and finds at the door those of nobody alone',
};
